using ExpertRouter.Evaluation.Metrics;
using ExpertRouter.Evaluation.Trec;

namespace ExpertRouter.Evaluation.Experiments;

/// <summary>The floor and the ceiling of a dataset's metrics. Stateless and thread-safe.</summary>
public static class RandomAndOracle
{
    /// <summary>The ideal ranking of each query's candidates: best grade first, candidates without a judgment last.</summary>
    /// <param name="qrels">The judgments.</param>
    /// <param name="candidatesOf">The ids that may be ranked for a query, distinct.</param>
    /// <param name="metrics">What to measure.</param>
    /// <param name="relevanceLevel">Lowest relevant grade.</param>
    public static SystemScores Oracle(
        Qrels qrels, Func<string, IReadOnlyList<string>> candidatesOf, IReadOnlyList<Metric> metrics, int relevanceLevel = 1) =>
        Score("oracle", qrels, candidatesOf, metrics, relevanceLevel, (judged, _, compute) => compute(judged.Sorted()));

    /// <summary>The mean over seeded shuffles of each query's candidates: an estimate of what chance scores.</summary>
    /// <param name="qrels">The judgments.</param>
    /// <param name="candidatesOf">The ids that may be ranked for a query, distinct.</param>
    /// <param name="metrics">What to measure.</param>
    /// <param name="shuffles">Rankings per query, at least 1.</param>
    /// <param name="seed">The same seed gives the same values.</param>
    /// <param name="relevanceLevel">Lowest relevant grade.</param>
    public static SystemScores Random(
        Qrels qrels,
        Func<string, IReadOnlyList<string>> candidatesOf,
        IReadOnlyList<Metric> metrics,
        int shuffles,
        ulong seed,
        int relevanceLevel = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shuffles, 1);
        var random = new SplitMix64(seed);
        return Score("random", qrels, candidatesOf, metrics, relevanceLevel, (judged, values, compute) =>
        {
            for (var i = 0; i < shuffles; i++)
            {
                compute(judged.Shuffled(ref random));
            }

            for (var m = 0; m < values.Length; m++)
            {
                values[m] /= shuffles;
            }
        });
    }

    private static SystemScores Score(
        string name,
        Qrels qrels,
        Func<string, IReadOnlyList<string>> candidatesOf,
        IReadOnlyList<Metric> metrics,
        int relevanceLevel,
        Action<JudgedRanking, double[], Action<JudgedRanking>> measure)
    {
        ArgumentNullException.ThrowIfNull(qrels);
        ArgumentNullException.ThrowIfNull(candidatesOf);
        ArgumentNullException.ThrowIfNull(metrics);
        var values = metrics.Select(_ => new double[qrels.Queries.Count]).ToArray();
        for (var q = 0; q < qrels.Queries.Count; q++)
        {
            var query = qrels.Queries[q];
            var sums = new double[metrics.Count];
            measure(JudgedRanking.Create(candidatesOf(query), qrels[query], relevanceLevel), sums, ranking =>
            {
                for (var m = 0; m < sums.Length; m++)
                {
                    sums[m] += metrics[m].Compute(ranking);
                }
            });
            for (var m = 0; m < sums.Length; m++)
            {
                values[m][q] = sums[m];
            }
        }

        return new SystemScores(
            name,
            qrels.Queries,
            Enumerable.Range(0, metrics.Count)
                .ToDictionary(m => metrics[m].Name, m => (IReadOnlyList<double>)values[m], StringComparer.Ordinal));
    }
}
