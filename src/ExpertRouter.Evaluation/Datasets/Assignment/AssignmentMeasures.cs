using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Datasets.Assignment;

/// <summary>The protocol's metrics: acc@1, acc@3, acc@5, MRR.</summary>
public static class AssignmentMeasures
{
    private static readonly (string Name, Metric Metric)[] Measures =
    [
        ("acc@1", Metric.SuccessAt(1)), ("acc@3", Metric.SuccessAt(3)), ("acc@5", Metric.SuccessAt(5)), ("MRR", Metric.ReciprocalRank),
    ];

    /// <summary>Scores one system.</summary>
    /// <param name="system">Its name.</param>
    /// <param name="issues">Ids of the issues.</param>
    /// <param name="rankings">Per issue the experts, best first.</param>
    /// <param name="right">Per issue who took it.</param>
    public static SystemScores Of(string system, IReadOnlyList<string> issues, IReadOnlyList<IReadOnlyList<string>> rankings, IReadOnlyList<string> right)
    {
        var judged = rankings.Zip(right, (ranking, expert) => JudgedRanking.Create(ranking, new Dictionary<string, int> { [expert] = 1 })).ToArray();
        return new SystemScores(
            system, issues,
            Measures.ToDictionary(
                measure => measure.Name, measure => (IReadOnlyList<double>)[.. judged.Select(measure.Metric.Compute)], StringComparer.Ordinal));
    }
}
