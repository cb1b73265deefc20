using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;
using ExpertRouter.Evaluation.Trec;

namespace ExpertRouter.Evaluation.Tests.Experiments;

public sealed class RunScorerTests
{
    [Fact]
    public void Score_QueryMissingFromRun_IsLeftOutUnlessComplete()
    {
        var (run, qrels) = TwoOfThree();

        var common = RunScorer.Score(run, qrels, [Metric.ReciprocalRank]);
        var complete = RunScorer.Score(run, qrels, [Metric.ReciprocalRank], complete: true);

        // q1 finds a at rank 1, q2 finds nothing: (1 + 0)/2; with the missing q3: (1 + 0 + 0)/3
        Assert.Equal(["q1", "q2"], common.Queries);
        Assert.Equal(1 / 2.0, common.Mean("MRR"), 12);
        Assert.Equal(["q1", "q2", "q3"], complete.Queries);
        Assert.Equal(1 / 3.0, complete.Mean("MRR"), 12);
    }

    [Fact]
    public void Score_QueryMissingFromQrels_IsLeftOutEvenWhenComplete()
    {
        var (run, qrels) = TwoOfThree();

        Assert.DoesNotContain("q9", RunScorer.Score(run, qrels, [Metric.ReciprocalRank], complete: true).Queries);
    }

    [Fact]
    public void Score_QueryWithoutRelevantDocuments_CountsAsZero()
    {
        var run = new Run("s");
        run.AddOrdered("q1", ["a"]);
        run.AddOrdered("q2", ["a"]);
        var qrels = new Qrels();
        qrels.Add("q1", "a", 1);
        qrels.Add("q2", "a", 0);

        Assert.Equal(0.5, RunScorer.Score(run, qrels, [Metric.AveragePrecision]).Mean("AP"), 12);
    }

    [Fact]
    public void Score_TiedScores_PutTheLaterDocumentIdFirst()
    {
        var run = new Run("s");
        run.Add("q1", [new("d1", 1), new("d3", 1), new("d2", 1)]);
        var qrels = new Qrels();
        qrels.Add("q1", "d1", 1);
        qrels.Add("q1", "d3", 1);

        var scores = RunScorer.Score(run, qrels, [Metric.AveragePrecision, Metric.NdcgAt(10)]);

        // order d3 d2 d1: AP = (1/1 + 2/3)/2 = 5/6; nDCG = (1 + 1/log2(4)) / (1 + 1/log2(3)) = 1.5 / 1.630930 = .919721
        Assert.Equal(5 / 6.0, scores.Mean("AP"), 12);
        Assert.Equal(0.919721, scores.Mean("nDCG@10"), 6);
    }

    [Fact]
    public void Score_EmptyRanking_IsAMissingQuery()
    {
        var (run, qrels) = TwoOfThree();
        run.Add("q3", []);

        Assert.Equal(["q1", "q2"], RunScorer.Score(run, qrels, [Metric.ReciprocalRank]).Queries);
        Assert.Equal(0, RunScorer.Score(run, qrels, [Metric.ReciprocalRank], complete: true).Values["MRR"][2]);
    }

    [Fact]
    public void Score_NoCommonQuery_SaysHowManyEachHas()
    {
        var run = new Run("s");
        run.AddOrdered("a1", ["a"]);
        var qrels = new Qrels();
        qrels.Add("q1", "a", 1);

        var error = Assert.Throws<InvalidOperationException>(() => RunScorer.Score(run, qrels, Metric.Standard));

        Assert.Contains("no query in common", error.Message, StringComparison.Ordinal);
    }

    private static (Run Run, Qrels Qrels) TwoOfThree()
    {
        var run = new Run("s");
        run.AddOrdered("q1", ["a", "b"]);
        run.AddOrdered("q2", ["x"]);
        run.AddOrdered("q9", ["a"]);
        var qrels = new Qrels();
        qrels.Add("q1", "a", 1);
        qrels.Add("q2", "a", 1);
        qrels.Add("q3", "a", 1);
        return (run, qrels);
    }
}
