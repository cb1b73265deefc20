namespace ExpertRouter.Search.Hybrid;

/// <summary>How much meaning counts beside words. The defaults are measured: docs/decisions/012-words-first-meaning-beside.md.</summary>
public sealed record FusionOptions
{
    /// <summary>What a document of the same meaning (cosine 1) gets, in parts of the best score by words.</summary>
    public double Weight { get; init; } = 0.25;

    /// <summary>Cosine that counts nothing: so near are documents on quite another subject.</summary>
    public double Floor { get; init; } = 0.3;

    /// <summary>Cosine from which a document counts that no word of the query led to.</summary>
    public double LeastCosine { get; init; } = 0.45;
}
