namespace ExpertRouter.Evaluation.Experiments;

/// <summary>What one system scored: per metric, one value per query, in the order of <see cref="Queries"/>.</summary>
/// <param name="System">The system's name.</param>
/// <param name="Queries">Query ids.</param>
/// <param name="Values">Metric name to values, each list as long as <see cref="Queries"/>.</param>
public sealed record SystemScores(
    string System, IReadOnlyList<string> Queries, IReadOnlyDictionary<string, IReadOnlyList<double>> Values)
{
    /// <summary>The mean over the queries.</summary>
    /// <exception cref="KeyNotFoundException">The system was not scored by this metric.</exception>
    public double Mean(string metric) => Values[metric].Average();

    /// <summary>All means, in the metrics' order.</summary>
    public IReadOnlyDictionary<string, double> Means() => Values.ToDictionary(v => v.Key, v => v.Value.Average(), StringComparer.Ordinal);
}
