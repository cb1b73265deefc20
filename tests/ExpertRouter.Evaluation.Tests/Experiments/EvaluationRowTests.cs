using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Tests.Experiments;

public sealed class EvaluationRowTests
{
    [Fact]
    public void ToRows_OtherThanTheBaseline_CarryTheDifference()
    {
        var result = new Experiment("toy", new ExperimentOptions { Rounds = 100 })
            .Compare([Scores("base", 0.2, 0.4), Scores("ours", 0.5, 0.5)]);

        var rows = result.ToRows();

        Assert.Null(rows[0].Differences);
        var difference = rows[1].Differences!["MRR"];
        Assert.Equal(0.2, difference.Mean, 12); // (0.5 − 0.2 + 0.5 − 0.4) / 2
        Assert.InRange(difference.Mean, difference.Interval.Lower, difference.Interval.Upper);
        Assert.Same(result, rows[1].Experiment);
    }

    [Fact]
    public void ToJson_RowsOfAnExperiment_LeaveTheValuesPerQueryOut()
    {
        var rows = new Experiment("toy", new ExperimentOptions { Rounds = 100 })
            .Compare([Scores("base", 0.2, 0.4), Scores("ours", 0.5, 0.5)]).ToRows();

        var json = new EvaluationReport("evaluate toy", rows).ToJson();

        Assert.DoesNotContain("experiment", json, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(rows[1].Differences!["MRR"], EvaluationReport.FromJson(json).Rows[1].Differences!["MRR"]);
    }

    private static SystemScores Scores(string system, params double[] values) =>
        new(system, ["q1", "q2"], new Dictionary<string, IReadOnlyList<double>> { ["MRR"] = values });
}
