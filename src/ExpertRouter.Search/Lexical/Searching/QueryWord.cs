namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>A word of a query.</summary>
/// <param name="Text">Unstemmed, lower case.</param>
/// <param name="Frequency">How often it stands in the query.</param>
/// <param name="Known">What the index knows of it.</param>
internal sealed record QueryWord(string Text, int Frequency, KnownWord Known);
