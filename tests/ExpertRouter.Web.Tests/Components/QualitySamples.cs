using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Web.Tests.Components;

/// <summary>Evaluations to render.</summary>
internal static class QualitySamples
{
    /// <summary>Ten queries; "ours" gains 0.5 on nine and loses 0.25 on the last: mean 0.725 against 0.3.</summary>
    public static ExperimentResult Experiment(string metric = "MRR") =>
        new Experiment("packages", new ExperimentOptions { Rounds = 200, Baseline = "sum of votes" }).Compare(
        [
            Scores("sum of votes", metric, [.. Enumerable.Repeat(0.25, 9), 0.75]),
            Scores("ours", metric, [.. Enumerable.Repeat(0.75, 9), 0.5]),
        ]);

    public static EvaluationReport Report(string metric = "MRR") =>
        new("evaluate experts", Experiment(metric).ToRows(system => system == "ours"));

    private static SystemScores Scores(string system, string metric, double[] values) => new(
        system, [.. values.Select((_, i) => $"query {i + 1}")], new Dictionary<string, IReadOnlyList<double>> { [metric] = values });
}
