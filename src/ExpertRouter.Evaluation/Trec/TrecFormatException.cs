namespace ExpertRouter.Evaluation.Trec;

/// <summary>A run or qrels file that cannot be read as one; the message is <c>file:line: reason</c>.</summary>
public sealed class TrecFormatException(string file, int line, string reason)
    : FormatException(line > 0 ? $"{file}:{line}: {reason}" : $"{file}: {reason}")
{
    /// <summary>The file as it was named by the caller.</summary>
    public string File { get; } = file;

    /// <summary>One-based line, 0 when the whole file is meant.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; } = reason;
}
