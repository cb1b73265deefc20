namespace ExpertRouter.Encoder.Tokenization;

/// <summary>How words outside the vocabulary become ids; part of the vocabulary file, since the ids depend on it.</summary>
public sealed record WordTokenizerOptions
{
    /// <summary>The recipe's values.</summary>
    public static WordTokenizerOptions Default { get; } = new();

    /// <summary>Number of hash buckets for pieces of unknown words.</summary>
    public int Buckets { get; init; } = 8192;

    /// <summary>At most so many pieces stand for one unknown word.</summary>
    public int MaxPieces { get; init; } = 6;

    /// <summary>
    /// Whether an unknown compound (<c>System.NullReferenceException</c>) is first split at dots beside letters and at
    /// changes of case, so that its known parts keep their own meaning.
    /// </summary>
    public bool SplitCompounds { get; init; } = true;

    internal void Validate(string where)
    {
        if (Buckets is < 1 or > 10_000_000 || MaxPieces is < 1 or > 64)
            throw new FormatException($"{where}: buckets must be 1 to 10,000,000 and pieces 1 to 64, found {Buckets} and {MaxPieces}");
    }
}
