namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>Words that mean the same as a part of a query.</summary>
/// <param name="Words">Unstemmed words, for example an area's name and synonyms.</param>
/// <param name="Weight">How much they count beside typed words, in (0, 1].</param>
public sealed record Expansion(IReadOnlyList<string> Words, double Weight);
