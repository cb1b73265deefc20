using ExpertRouter.Evaluation.Metrics;
using ExpertRouter.Evaluation.Trec;

namespace ExpertRouter.Evaluation.Experiments;

/// <summary>Scores runs against judgments as trec_eval does. Stateless and thread-safe.</summary>
public static class RunScorer
{
    /// <summary>Scores every query that both the run and the judgments have.</summary>
    /// <param name="run">The rankings. Documents without a judgment count as not relevant; queries without judgments are left out.</param>
    /// <param name="qrels">The judgments. A query whose documents are all judged not relevant scores 0 and counts.</param>
    /// <param name="metrics">What to measure, at least one, names distinct.</param>
    /// <param name="complete">
    /// Also score judged queries that the run lacks, as empty rankings (trec_eval's <c>-c</c>); without it they are left out.
    /// </param>
    /// <param name="relevanceLevel">Lowest grade that is relevant.</param>
    /// <exception cref="InvalidOperationException">Run and judgments have no query in common.</exception>
    public static SystemScores Score(
        Run run, Qrels qrels, IReadOnlyList<Metric> metrics, bool complete = false, int relevanceLevel = 1)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(qrels);
        ArgumentNullException.ThrowIfNull(metrics);
        if (!qrels.Queries.Any(run.Contains))
        {
            throw new InvalidOperationException(
                $"Run '{run.Name}' ({run.Queries.Count} queries) and the judgments ({qrels.Queries.Count} queries) have no query in common; check that both use the same query ids.");
        }

        var queries = complete ? qrels.Queries.ToArray() : [.. qrels.Queries.Where(run.Contains)];
        var values = metrics.Select(_ => new double[queries.Length]).ToArray();
        for (var q = 0; q < queries.Length; q++)
        {
            var documents = run[queries[q]].Select(hit => hit.Document).ToArray();
            var judged = JudgedRanking.Create(documents, qrels[queries[q]], relevanceLevel);
            for (var m = 0; m < metrics.Count; m++)
            {
                values[m][q] = metrics[m].Compute(judged);
            }
        }

        return new SystemScores(
            run.Name,
            queries,
            metrics.Select((metric, m) => (metric.Name, values[m]))
                .ToDictionary(pair => pair.Name, pair => (IReadOnlyList<double>)pair.Item2, StringComparer.Ordinal));
    }
}
