namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>A word of a query.</summary>
/// <param name="Text">Unstemmed, lower case.</param>
/// <param name="Frequency">How often it stands in the query.</param>
/// <param name="Forms">Its stems in the languages of the index.</param>
internal sealed record QueryWord(string Text, int Frequency, IReadOnlyList<string> Forms);
