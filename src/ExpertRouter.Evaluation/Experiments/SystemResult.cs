namespace ExpertRouter.Evaluation.Experiments;

/// <summary>One system of an experiment.</summary>
/// <param name="System">Its name.</param>
/// <param name="Means">Metric to mean over the queries.</param>
/// <param name="Intervals">Metric to bootstrap interval of that mean; empty for bounds.</param>
/// <param name="Values">Metric to one value per query, in the order of the experiment's queries.</param>
public sealed record SystemResult(
    string System,
    IReadOnlyDictionary<string, double> Means,
    IReadOnlyDictionary<string, Interval> Intervals,
    IReadOnlyDictionary<string, IReadOnlyList<double>> Values);
