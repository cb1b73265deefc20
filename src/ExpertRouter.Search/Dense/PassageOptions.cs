namespace ExpertRouter.Search.Dense;

/// <summary>How a document is cut for encoding.</summary>
public sealed record PassageOptions
{
    /// <summary>Words of the body in one passage; the title stands before each.</summary>
    public int WordsPerPassage { get; init; } = 110;

    /// <summary>Passages of one document; the rest of a longer one is found by its words only.</summary>
    public int MaxPassages { get; init; } = 1;
}
