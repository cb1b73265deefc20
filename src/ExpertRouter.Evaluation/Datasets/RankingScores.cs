using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Datasets;

/// <summary>Collects the rankings of several systems query by query and measures them. Not thread-safe.</summary>
/// <param name="metrics">What to measure.</param>
public sealed class RankingScores(IReadOnlyList<Metric> metrics)
{
    private readonly List<string> _queries = [];
    private readonly Dictionary<string, List<double>[]> _values = new(StringComparer.Ordinal);

    /// <summary>Number of queries so far.</summary>
    public int Queries => _queries.Count;

    /// <summary>Starts the next query; every system must then be added once.</summary>
    public void Begin(string query) => _queries.Add(query);

    /// <summary>Adds a system's ranking of the current query.</summary>
    /// <param name="system">Its name.</param>
    /// <param name="ranking">Candidate numbers, best first.</param>
    /// <param name="relevant">Right candidate numbers.</param>
    public void Add(string system, IEnumerable<int> ranking, IReadOnlyList<int> relevant)
    {
        var judged = JudgedRanking.Create(
            [.. ranking.Select(Name)],
            relevant.ToDictionary(Name, _ => 1, StringComparer.Ordinal));
        if (!_values.TryGetValue(system, out var columns))
            _values[system] = columns = [.. metrics.Select(_ => new List<double>())];
        for (var i = 0; i < columns.Length; i++) columns[i].Add(metrics[i].Compute(judged));
        if (columns[0].Count != _queries.Count)
            throw new InvalidOperationException($"system '{system}' has {columns[0].Count} rankings for {_queries.Count} queries");
    }

    /// <summary>The values of every system, in the order they were first added.</summary>
    public IReadOnlyList<SystemScores> ToScores() =>
        [.. _values.Select(system => new SystemScores(
            system.Key,
            [.. _queries],
            metrics.Select((metric, i) => (metric.Name, Values: system.Value[i]))
                .ToDictionary(metric => metric.Name, metric => (IReadOnlyList<double>)metric.Values, StringComparer.Ordinal)))];

    /// <summary>Candidates by descending score, ties by ascending number.</summary>
    /// <param name="scores">One per candidate.</param>
    /// <param name="onlyPositive">Leaves out candidates whose score is not above 0.</param>
    public static IReadOnlyList<int> Order(double[] scores, bool onlyPositive = false) =>
        [.. Enumerable.Range(0, scores.Length)
            .Where(candidate => !onlyPositive || scores[candidate] > 0)
            .OrderByDescending(candidate => scores[candidate])
            .ThenBy(candidate => candidate)];

    private static string Name(int candidate) => candidate.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
