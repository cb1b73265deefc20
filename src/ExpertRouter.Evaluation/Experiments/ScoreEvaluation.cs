using ExpertRouter.Evaluation.Metrics;
using ExpertRouter.Evaluation.Trec;

namespace ExpertRouter.Evaluation.Experiments;

/// <summary>The command <c>evaluate score</c>: a run file against a qrels file, as trec_eval would. Stateless and thread-safe.</summary>
public static class ScoreEvaluation
{
    /// <summary>The command's name in reports.</summary>
    public const string Command = "evaluate score";

    /// <summary>What is measured when nothing is asked for.</summary>
    public static IReadOnlyList<Metric> DefaultMetrics { get; } =
    [
        .. new[]
        {
            "P@1", "P@3", "P@5", "P@10", "MRR", "AP", "nDCG", "nDCG@3", "nDCG@5", "nDCG@10", "nDCG@20", "nDCG_exp@10", "R@3", "R@5",
            "R@10", "R@20", "R@100", "Success@1", "Success@5", "Success@10", "Rprec", "bpref",
        }.Select(Metric.Parse),
    ];

    /// <summary>Reads both files and scores; the row's dataset is the qrels file's name, its system the run's tag.</summary>
    /// <param name="qrelsPath">Judgments.</param>
    /// <param name="runPath">Ranking.</param>
    /// <param name="metrics">What to measure; null for <see cref="DefaultMetrics"/>.</param>
    /// <param name="complete">Judged queries that the run lacks count as 0 instead of being left out.</param>
    /// <exception cref="TrecFormatException">A file is malformed: file, line and reason are named.</exception>
    /// <exception cref="InvalidOperationException">The files have no query in common.</exception>
    public static EvaluationReport Run(
        string qrelsPath, string runPath, IReadOnlyList<Metric>? metrics = null, bool complete = false)
    {
        var qrels = TrecQrelsFile.Read(qrelsPath);
        var scores = RunScorer.Score(TrecRunFile.Read(runPath), qrels, metrics ?? DefaultMetrics, complete);
        var left = qrels.Queries.Count - scores.Queries.Count;
        return new EvaluationReport(Command,
        [
            new EvaluationRow
            {
                Dataset = Path.GetFileNameWithoutExtension(qrelsPath),
                System = scores.System,
                Queries = scores.Queries.Count,
                Metrics = scores.Means(),
                Notes = left == 0 ? null : [$"{left} judged queries are not in the run and were left out, as trec_eval does without -c."],
            },
        ]);
    }
}
