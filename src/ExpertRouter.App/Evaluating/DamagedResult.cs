namespace ExpertRouter.App.Evaluating;

/// <summary>A saved evaluation that cannot be read.</summary>
/// <param name="Id">Name of its folder.</param>
/// <param name="Reason">File and what is wrong with it.</param>
public sealed record DamagedResult(string Id, string Reason);
