namespace ExpertRouter.App.Ingestion.Text;

/// <summary>One line of a text file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="EndOffset">Byte offset of the next line.</param>
/// <param name="Text">The line without its line break; when <paramref name="Problem"/> is set, a readable approximation.</param>
/// <param name="Problem">Why the line cannot be taken as it is: undecodable bytes, too long; null when it is fine.</param>
public readonly record struct SourceLine(long Number, long EndOffset, string Text, string? Problem);
