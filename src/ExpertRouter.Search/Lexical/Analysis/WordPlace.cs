namespace ExpertRouter.Search.Lexical.Analysis;

/// <summary>A word and where it stands.</summary>
/// <param name="Word">Lower case.</param>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="Length">Number of UTF-16 units.</param>
public readonly record struct WordPlace(string Word, int Start, int Length);
