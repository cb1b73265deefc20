using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Tests.Metrics;

/// <summary>
/// One ranking for all: b a x c d over judgments a = 3, b = 0, c = 1, d = 0, e = 2 (not ranked); x is not judged.
/// Relevant documents a, c, e (R = 3); judged not relevant b, d (N = 2); grades by rank 0 3 – 1 0.
/// </summary>
public sealed class MetricTests
{
    private static readonly Dictionary<string, int> Judgments = new() { ["a"] = 3, ["b"] = 0, ["c"] = 1, ["d"] = 0, ["e"] = 2 };
    private static readonly JudgedRanking Ranking = JudgedRanking.Create(["b", "a", "x", "c", "d"], Judgments);

    // P@5 = 2/5 · P@10 divides by 10 although only 5 are ranked: 2/10
    [Theory]
    [InlineData("P@1", 0.0)]
    [InlineData("P@2", 1 / 2.0)]
    [InlineData("P@5", 2 / 5.0)]
    [InlineData("P@10", 2 / 10.0)]
    // of the 3 relevant documents 1 is among the first 2, and 2 among all 5
    [InlineData("R@2", 1 / 3.0)]
    [InlineData("R@20", 2 / 3.0)]
    [InlineData("Success@1", 0.0)]
    [InlineData("Success@2", 1.0)]
    [InlineData("acc@1", 0.0)]
    [InlineData("Hit@5", 1.0)]
    // first relevant document at rank 2
    [InlineData("MRR", 1 / 2.0)]
    [InlineData("MRR@1", 0.0)]
    [InlineData("MRR@2", 1 / 2.0)]
    // precision 1/2 at a (rank 2) and 2/4 at c (rank 4), e missing: (1/2 + 2/4 + 0) / 3
    [InlineData("AP", 1 / 3.0)]
    [InlineData("AP@3", 1 / 6.0)]
    // 1 relevant among the first R = 3
    [InlineData("Rprec", 1 / 3.0)]
    // a and c each have b above: 1 − min(1,3)/min(2,3) = 1/2 each; (1/2 + 1/2 + 0) / 3
    [InlineData("bpref", 1 / 3.0)]
    // a beats x, d; c beats d; e (unranked) beats none: 3 of 3 · 3 pairs
    [InlineData("AUC", 3 / 9.0)]
    public void Compute_WorkedRanking_GivesWorkedValue(string name, double expected)
    {
        var metric = Metric.Parse(name);

        Assert.Equal(expected, metric.Compute(Ranking), 12);
        Assert.Equal(name, metric.Name);
    }

    [Fact]
    public void Ndcg_LinearGain_DividesByIdealOrder()
    {
        // DCG = 3/log2(3) + 1/log2(5) = 1.892789 + 0.430677 = 2.323466
        // ideal 3, 2, 1: 3/1 + 2/log2(3) + 1/2 = 3 + 1.261860 + 0.5 = 4.761860
        Assert.Equal(0.487932, Metric.Ndcg().Compute(Ranking), 6);

        // cut at 2: 1.892789 / (3 + 1.261860) = 0.444123
        Assert.Equal(0.444123, Metric.NdcgAt(2).Compute(Ranking), 6);
    }

    [Fact]
    public void Ndcg_ExponentialGain_UsesTwoToTheGradeMinusOne()
    {
        // gains 7, 3, 1 · DCG = 7/log2(3) + 1/log2(5) = 4.416508 + 0.430677 = 4.847185
        // ideal = 7 + 3/log2(3) + 1/2 = 7 + 1.892789 + 0.5 = 9.392789
        Assert.Equal(0.516054, Metric.Ndcg(GainKind.Exponential).Compute(Ranking), 6);
    }

    [Fact]
    public void Ndcg_OneRelevantAtRankFour_IsInverseLog()
    {
        var ranking = JudgedRanking.Create(["p", "q", "r", "a"], new Dictionary<string, int> { ["a"] = 1 });

        // 1/log2(4 + 1) = 0.430677
        Assert.Equal(0.430677, Metric.NdcgAt(10).Compute(ranking), 6);
        Assert.Equal(0, Metric.NdcgAt(3).Compute(ranking));
    }

    [Fact]
    public void Bpref_MoreNonRelevantAboveThanRelevantInAll_CapsAtZero()
    {
        // R = 1, N = 3, all three above: 1 − min(3,1)/min(3,1) = 0
        var judgments = new Dictionary<string, int> { ["a"] = 1, ["n1"] = 0, ["n2"] = 0, ["n3"] = 0 };

        Assert.Equal(0, Metric.Bpref.Compute(JudgedRanking.Create(["n1", "n2", "n3", "a"], judgments)));
    }

    [Fact]
    public void Bpref_NegativeGrade_IsSkippedLikeUnjudged()
    {
        // the −1 document above a does not count against it, so a is worth 1 of 1
        var judgments = new Dictionary<string, int> { ["a"] = 1, ["u"] = -1, ["n"] = 0 };

        Assert.Equal(1, Metric.Bpref.Compute(JudgedRanking.Create(["u", "a", "n"], judgments)));
    }

    [Theory]
    [InlineData("P@5")]
    [InlineData("R@5")]
    [InlineData("MRR")]
    [InlineData("AP")]
    [InlineData("nDCG")]
    [InlineData("nDCG@10")]
    [InlineData("Success@5")]
    [InlineData("Rprec")]
    [InlineData("bpref")]
    public void Compute_EmptyRankingOrNothingRelevant_IsZero(string name)
    {
        var metric = Metric.Parse(name);

        Assert.Equal(0, metric.Compute(JudgedRanking.Create([], Judgments)));
        Assert.Equal(0, metric.Compute(JudgedRanking.Create(["b", "x"], new Dictionary<string, int> { ["b"] = 0 })));
    }

    [Fact]
    public void Create_RelevanceLevelTwo_LeavesGradeOneOut()
    {
        var ranking = JudgedRanking.Create(["b", "a", "x", "c", "d"], Judgments, relevanceLevel: 2);

        // relevant: a, e; a at rank 2
        Assert.Equal(2, ranking.Relevant);
        Assert.Equal(3, ranking.NonRelevant);
        Assert.Equal(1 / 5.0, Metric.PrecisionAt(5).Compute(ranking), 12);
    }

    [Theory]
    [InlineData("map", "AP")]
    [InlineData("recip_rank", "MRR")]
    [InlineData("P_5", "P@5")]
    [InlineData("recall_20", "R@20")]
    [InlineData("ndcg_cut_10", "nDCG@10")]
    [InlineData("success_1", "Success@1")]
    [InlineData("map_cut_100", "AP@100")]
    [InlineData("ndcg", "nDCG")]
    [InlineData("nDCG_exp@10", "nDCG_exp@10")]
    [InlineData("nDCG_exp", "nDCG_exp")]
    public void Parse_TrecEvalName_GivesOurs(string name, string expected) => Assert.Equal(expected, Metric.Parse(name).Name);

    [Theory]
    [InlineData("nDCG@0")]
    [InlineData("P")]
    [InlineData("P@x")]
    [InlineData("precision")]
    public void Parse_UnknownName_ListsTheKnown(string name)
    {
        var error = Assert.Throws<FormatException>(() => Metric.Parse(name));

        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("nDCG@k", error.Message, StringComparison.Ordinal);
    }
}
