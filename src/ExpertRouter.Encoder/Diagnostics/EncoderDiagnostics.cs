namespace ExpertRouter.Encoder.Diagnostics;

/// <summary>
/// How an encoder's Mixture of Experts behaves on a sample of texts ("A Closer Look into Mixture-of-Experts", Lo et al. 2024). For
/// <c>encoder info</c> and the portal. Null where a layer kind has nothing to measure.
/// </summary>
public sealed record EncoderDiagnostics
{
    /// <summary>Name and hash of the model.</summary>
    public required string ModelId { get; init; }

    /// <summary>Layer kind; null for models made elsewhere.</summary>
    public required string? Layer { get; init; }

    /// <summary>Texts that were encoded.</summary>
    public required int Texts { get; init; }

    /// <summary>Stored numbers: embedding table and all else.</summary>
    public required long TableParameters { get; init; }

    /// <summary>Stored numbers outside the table.</summary>
    public required long OtherParameters { get; init; }

    /// <summary>Mean over texts (or tokens, where the layer works on tokens) of the weights outside the table that take part.</summary>
    public required double ActiveParameters { get; init; }

    /// <summary>Mean number of routed experts per text (or token); null without gates.</summary>
    public double? ActiveExperts { get; init; }

    /// <summary>All experts, by index.</summary>
    public IReadOnlyList<ExpertLoad> Experts { get; init; } = [];

    /// <summary>Entropy of the routed load divided by ln(routed experts): 1 when all are used alike, 0 when one does everything.</summary>
    public double? LoadEntropy { get; init; }

    /// <summary>
    /// Mean Spearman correlation of gate and output norm over the routed experts of a row. The published models are positive: a router
    /// prefers experts that say something; a negative one deserves a look.
    /// </summary>
    public double? GateNormCorrelation { get; init; }

    /// <summary>Mean cosine of the outputs of each pair of experts for the same row; near 1 = they learnt the same.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? OutputSimilarity { get; init; }

    /// <summary>What to look at, in words for people; empty when nothing stands out.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
