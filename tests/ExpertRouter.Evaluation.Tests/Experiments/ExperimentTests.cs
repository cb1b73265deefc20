using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;
using ExpertRouter.Evaluation.Trec;

namespace ExpertRouter.Evaluation.Tests.Experiments;

public sealed class ExperimentTests
{
    private static readonly ExperimentOptions Quick = new() { Rounds = 1_000, RandomRankings = 2_000 };

    [Fact]
    public void Compare_TwoRuns_GivesDifferencesWinsAndPValues()
    {
        // eight queries; "good" has the relevant a first in all but one, "base" second in all
        var (good, poor, qrels) = EightQueries();

        var result = new Experiment("toy", Quick with { Baseline = "base" }).Compare([good, poor], qrels, [Metric.ReciprocalRank]);

        // MRR good = (7 · 1 + 1/2)/8 = .9375, base = 1/2; differences: seven of +1/2 and one 0
        var compared = result.Compared("good", "MRR");
        Assert.Equal(0.4375, compared.Difference, 12);
        Assert.Equal((7, 0), (compared.Wins, compared.Losses));
        // exact randomisation: only all + or all − of the seven: 2/128
        Assert.Equal(2 / 128.0, compared.Randomisation!.Value, 12);
        Assert.Equal(compared.Randomisation, compared.RandomisationHolm);
        // t: mean .4375, s² = (7 · .0625² + .4375²)/7 = .03125, t = .4375/√(.03125/8) = 7
        Assert.Equal(PairedTests.StudentTwoSided(7, 7), compared.TTest!.Value, 12);
        Assert.Null(compared.Note);
        Assert.InRange(0.4375, compared.Interval.Lower, compared.Interval.Upper);
        Assert.Equal(0.9375, result.Bounds.Single(b => b.System == "best of systems").Means["MRR"], 12);
    }

    [Fact]
    public void Compare_TooFewQueries_SaysSoInsteadOfAPValue()
    {
        var scores = Scores("a", [1, 1, 1, 1, 1]);

        var result = new Experiment("toy", Quick).Compare([scores, Scores("b", [0, 0, 0, 0, 0.5])]);

        var compared = result.Compared("b", "MRR");
        Assert.Null(compared.TTest);
        Assert.Null(compared.RandomisationHolm);
        Assert.Equal("5 queries are too few for a significance test; it needs at least 6.", compared.Note);
        Assert.Equal([compared.Note!], result.ToRows()[1].Notes!);
        Assert.Null(result.ToRows()[1].PValues);
    }

    [Fact]
    public void Compare_SixQueries_IsTested()
    {
        var result = new Experiment("toy", Quick).Compare([Scores("a", [1, 1, 1, 1, 1, 1]), Scores("b", [0, 0, 0, 0, 0, 0.5])]);

        // all six differences negative: 2 of 64 patterns
        Assert.Equal(2 / 64.0, result.Compared("b", "MRR").Randomisation!.Value, 12);
    }

    [Fact]
    public void Compare_LossMetric_LowerWins()
    {
        var result = new Experiment("toy", Quick).Compare([Scores("a", [0.5, 0.5, 0.2], "loss"), Scores("b", [0.1, 0.5, 0.3], "loss")]);

        // b is lower once, higher once; the best of both is .1, .5, .2 with mean .8/3
        Assert.Equal((1, 1), (result.Compared("b", "loss").Wins, result.Compared("b", "loss").Losses));
        Assert.Equal(0.8 / 3, result.Bounds[0].Means["loss"], 12);
    }

    [Fact]
    public void Compare_Candidates_GiveOracleAndRandomBounds()
    {
        var (good, poor, qrels) = EightQueries();
        string[] candidates = ["a", "b", "c", "d"];

        var result = new Experiment("toy", Quick).Compare([good, poor], qrels, [Metric.ReciprocalRank, Metric.PrecisionAt(1)], _ => candidates);

        // one relevant of four: random MRR = (1 + 1/2 + 1/3 + 1/4)/4 = .520833, random P@1 = .25
        // (8 queries · 2,000 shuffles; standard error of P@1 √(.25 · .75/16000) = .0034)
        Assert.Equal(1, result.Bounds.Single(b => b.System == "oracle").Means["MRR"], 12);
        Assert.Equal(0.520833, result.Bounds.Single(b => b.System == "random").Means["MRR"], 0.015);
        Assert.Equal(0.25, result.Bounds.Single(b => b.System == "random").Means["P@1"], 0.015);
    }

    [Fact]
    public void Compare_MissingQueryInOneRun_CountsAsZeroThere()
    {
        var (good, _, qrels) = EightQueries();
        var partial = new Run("partial");
        partial.AddOrdered("q0", ["a"]);

        var result = new Experiment("toy", Quick).Compare([good, partial], qrels, [Metric.ReciprocalRank]);

        Assert.Equal(1 / 8.0, result.Systems[1].Means["MRR"], 12);
    }

    [Fact]
    public void Compare_UnknownBaselineDuplicateNameOrOtherQueries_Throw()
    {
        var a = Scores("a", [1, 0]);

        Assert.Throws<ArgumentException>(() => new Experiment("toy", Quick with { Baseline = "none" }).Compare([a]));
        Assert.Throws<ArgumentException>(() => new Experiment("toy", Quick).Compare([a, a]));
        Assert.Throws<ArgumentException>(() => new Experiment("toy", Quick).Compare([a, Scores("b", [1, 0, 1])]));
    }

    [Fact]
    public async Task SaveAsync_ThenLoadAsync_GivesTheSameResult()
    {
        var (good, poor, qrels) = EightQueries();
        var result = new Experiment("toy", Quick).Compare([good, poor], qrels, Metric.Standard);
        var path = Path.GetTempFileName();
        try
        {
            await result.SaveAsync(path, TestContext.Current.CancellationToken);
            var loaded = await ExperimentResult.LoadAsync(path, TestContext.Current.CancellationToken);

            Assert.Equal(result.Comparisons, loaded.Comparisons);
            Assert.Equal(result.Systems[0].Values["MRR"], loaded.Systems[0].Values["MRR"]);
            Assert.Equal(result.Options.Seed, loaded.Options.Seed);
            Assert.Equal(
                new EvaluationReport("evaluate score", result.ToRows()).ToJson(),
                new EvaluationReport("evaluate score", loaded.ToRows()).ToJson());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static (Run Good, Run Poor, Qrels Qrels) EightQueries()
    {
        var good = new Run("good");
        var poor = new Run("base");
        var qrels = new Qrels();
        for (var q = 0; q < 8; q++)
        {
            good.AddOrdered($"q{q}", q == 3 ? ["b", "a"] : ["a", "b"]);
            poor.AddOrdered($"q{q}", ["b", "a"]);
            qrels.Add($"q{q}", "a", 1);
        }

        return (good, poor, qrels);
    }

    private static SystemScores Scores(string name, double[] values, string metric = "MRR") => new(
        name,
        [.. values.Select((_, i) => $"q{i}")],
        new Dictionary<string, IReadOnlyList<double>> { [metric] = values });
}
