using ExpertRouter.App.Evaluating;
using ExpertRouter.App.Setup;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Testing;

namespace ExpertRouter.E2E.Tests;

/// <summary>Made-up measurements for the quality pages.</summary>
internal static class SavedEvaluation
{
    /// <summary>Address of the newest one.</summary>
    public const string Address = "/quality/20261120-090000-evaluate-experts";

    private const int Queries = 80;

    private static readonly string[] Metrics = ["P@1", "MRR", "nDCG@10", "R@5", "R@20"];

    /// <summary>Saves two measurements of one command and a damaged one.</summary>
    public static async Task WriteAsync(string folder, CancellationToken cancellationToken)
    {
        var data = DataDirectory.Open(folder);
        var newest = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
        await new ResultArchive(data, new FixedTime(newest.AddDays(-9))).SaveAsync(Report(0.06), cancellationToken);
        await new ResultArchive(data, new FixedTime(newest)).SaveAsync(Report(0.1), cancellationToken);
        Directory.CreateDirectory(Path.Combine(data.Results, "20261101-090000-evaluate-sites-protocol-rolling"));
    }

    private static EvaluationReport Report(double gain)
    {
        var rows = new[] { "debian-maintainers", "reviewer-match" }.SelectMany((dataset, number) =>
            new Experiment(dataset, new ExperimentOptions { Rounds = 300, Baseline = "BM25 + sum of votes" }).Compare(
            [
                Scores("popularity", 0.15, number), Scores("BM25 + sum of votes", 0.4, number), Scores("cosine to all documents of a person", 0.43, number),
                Scores("listwise mixture", 0.4 + gain, number),
            ]).ToRows(system => system == "listwise mixture"));
        return new EvaluationReport("evaluate experts", [.. rows.Select(row => row.Default == true ? row with { Notes = ["fitted on 1,845 pseudo-queries"] } : row)]);
    }

    private static SystemScores Scores(string system, double level, int number) => new(
        system,
        [.. Enumerable.Range(1, Queries).Select(query => $"q{query}")],
        Metrics.Select((metric, m) => (metric, m)).ToDictionary(
            pair => pair.metric,
            pair => (IReadOnlyList<double>)[.. Enumerable.Range(1, Queries).Select(query => Math.Clamp(level + 0.4 * Math.Sin(query * (1.7 + level + number) + pair.m), 0, 1))]));
}
