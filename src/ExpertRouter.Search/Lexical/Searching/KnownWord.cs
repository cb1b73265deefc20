namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>A word as one view of the index knows it. Immutable.</summary>
/// <param name="Stems">Its different stems in the languages of the index.</param>
/// <param name="Exact">The word unstemmed.</param>
internal sealed record KnownWord(IReadOnlyList<KnownForm> Stems, KnownForm Exact);
