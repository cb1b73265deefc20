namespace ExpertRouter.App.Ingestion.Records;

/// <summary>Where an item stood in its source, and where reading goes on after it.</summary>
/// <param name="File">File (or repository) that the item came from.</param>
/// <param name="Line">Line of the item, from 1; for a repository the number of the commit in walking order.</param>
/// <param name="Offset">Where reading continues after the item: a byte offset, or a count of commits.</param>
/// <param name="Fingerprint">State of the file when reading began; a different one means start again. Starting again is always safe.</param>
public readonly record struct SourcePosition(string File, long Line, long Offset, string Fingerprint = "")
{
    /// <summary><c>file:line</c>, as messages show it.</summary>
    public override string ToString() => $"{File}:{Line}";
}
