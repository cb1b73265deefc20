namespace ExpertRouter.Evaluation.Experiments;

/// <summary>How an <see cref="Experiment"/> compares systems.</summary>
public sealed record ExperimentOptions
{
    /// <summary>The system that all others are compared with; null takes the first.</summary>
    public string? Baseline { get; init; }

    /// <summary>Seed of bootstrap, randomisation test and random bound.</summary>
    public ulong Seed { get; init; } = 20230;

    /// <summary>Bootstrap resamples and random sign patterns.</summary>
    public int Rounds { get; init; } = 10_000;

    /// <summary>Shuffles per query behind the random bound.</summary>
    public int RandomRankings { get; init; } = 100;

    /// <summary>Confidence of the intervals.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>
    /// Fewest queries for a test. With n paired queries no two-sided randomisation test can fall below 2^(1−n), so below
    /// 6 none can reach .05.
    /// </summary>
    public int MinimumQueries { get; init; } = 6;

    /// <summary>Metrics in which a lower value is better; differences keep their sign, wins and the best system follow this.</summary>
    public IReadOnlyList<string> LowerIsBetter { get; init; } = ["loss"];

    /// <summary>Lowest grade that counts as relevant.</summary>
    public int RelevanceLevel { get; init; } = 1;
}
