using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>The rankers of the SE-PEF paper; the defaults are the paper's.</summary>
public sealed record SePefRankerOptions
{
    /// <summary>BM25's saturation.</summary>
    public double K1 { get; init; } = 1.75;

    /// <summary>BM25's length normalisation.</summary>
    public double B { get; init; } = 1;

    /// <summary>Words of a query that are used, from its start.</summary>
    public int QueryWords { get; init; } = 1024;

    /// <summary>Answers retrieved; their scores are summed per expert.</summary>
    public int Depth { get; init; } = 100;

    /// <summary>Fusion weights tried on validation: 0, 1/n, … 1 for the first of the two, the rest for the second.</summary>
    public int GridSteps { get; init; } = 10;

    /// <summary>What the grid maximises.</summary>
    public Metric TunedFor { get; init; } = Metric.RecallAt(5);

    /// <summary>What is reported; the paper's five, MRR and nDCG@10.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } =
    [
        Metric.PrecisionAt(1), Metric.RecallAt(3), Metric.RecallAt(5), Metric.ReciprocalRankAt(5), Metric.Parse("Hit@5"),
        Metric.ReciprocalRank, Metric.NdcgAt(10),
    ];

    /// <summary>How systems are compared.</summary>
    public ExperimentOptions Experiment { get; init; } = new();
}
