namespace ExpertRouter.App.Evaluating;

/// <summary>What the archive holds.</summary>
/// <param name="Results">Readable results, newest first.</param>
/// <param name="Damaged">Results that cannot be read, by name.</param>
public sealed record ResultList(IReadOnlyList<SavedResult> Results, IReadOnlyList<DamagedResult> Damaged);
