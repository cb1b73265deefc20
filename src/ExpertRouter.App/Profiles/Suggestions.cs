namespace ExpertRouter.App.Profiles;

/// <summary>What to offer while somebody types. Immutable.</summary>
/// <param name="Areas">Knowledge areas whose name or synonym has a word that begins like the text.</param>
/// <param name="Experts">People and models whose name has a word that begins like the text.</param>
public sealed record Suggestions(IReadOnlyList<SuggestedArea> Areas, IReadOnlyList<SuggestedExpert> Experts);
