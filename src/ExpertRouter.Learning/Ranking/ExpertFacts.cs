namespace ExpertRouter.Learning.Ranking;

/// <summary>What is known of a candidate apart from the hits, at the time of the query. Immutable.</summary>
public sealed record ExpertFacts
{
    /// <summary>Nothing known.</summary>
    public static ExpertFacts Unknown { get; } = new();

    /// <summary>Number of documents.</summary>
    public int Documents { get; init; }

    /// <summary>How many of them were accepted or resolved a request.</summary>
    public int Accepted { get; init; }

    /// <summary>When something was last heard of them, UTC; null if never.</summary>
    public DateTimeOffset? LastActiveAt { get; init; }

    /// <summary>How many of the query's tags stand on their documents.</summary>
    public int SharedTags { get; init; }

    /// <summary>How often they helped this asker before.</summary>
    public int HelpedAsker { get; init; }

    /// <summary>Cosine of the query with the mean of the expert's vectors; 0 without an encoder.</summary>
    public double ProfileCosine { get; init; }

    /// <summary>Value of the linear text-to-person map; 0 without one.</summary>
    public double TextMap { get; init; }
}
