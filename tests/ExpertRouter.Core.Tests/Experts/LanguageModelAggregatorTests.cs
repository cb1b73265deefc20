using ExpertRouter.Core.Experts;
using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Tests.Experts;

public sealed class LanguageModelAggregatorTests
{
    // Two terms. Document 10 of expert 1: 2 and 0 of 10 words; document 11 of expert 1: 0 and 1 of 10;
    // document 12 of expert 2: 1 and 1 of 10. p(t) = .01 and .02.
    private static readonly Retrieved Result = new(
        [
            Some.Hit(10, 1, 3, Some.By(1)) with { TermFrequencies = [2, 0], Length = 10 },
            Some.Hit(11, 2, 2, Some.By(1)) with { TermFrequencies = [0, 1], Length = 10 },
            Some.Hit(12, 3, 1, Some.By(2)) with { TermFrequencies = [1, 1], Length = 10 },
        ],
        [new QueryTerm("a", 1, 0.01), new QueryTerm("b", 1, 0.02)],
        []);

    [Fact]
    public void Model1_IsTheLogOddsOfTheCandidateModel()
    {
        var ranking = new Model1Aggregator(lambda: 0.5).Aggregate(Result, AggregationOptions.Default, Some.Now);

        // Expert 1: p(a|e) = .2, p(b|e) = .1: ln(1 + .2/.01) + ln(1 + .1/.02) = ln 21 + ln 6
        // Expert 2: p(a|e) = .1, p(b|e) = .1: ln(1 + .1/.01) + ln(1 + .1/.02) = ln 11 + ln 6
        Assert.Equal([1L, 2L], ranking.Select(expert => expert.ExpertId));
        Assert.Equal(Math.Log(21) + Math.Log(6), ranking[0].Score, 12);
        Assert.Equal(Math.Log(11) + Math.Log(6), ranking[1].Score, 12);
        Assert.Equal(Math.Log(21), ranking[0].Evidence.Single(evidence => evidence.DocumentId == 10).Share, 12);
    }

    [Fact]
    public void Model1_ProfileLength_DividesTheCandidateModel()
    {
        var options = new AggregationOptions { ProfileLengthExponent = 1, ProfileLength = expert => expert == 1 ? 2 : 1 };

        var ranking = new Model1Aggregator(lambda: 0.5).Aggregate(Result, options, Some.Now);

        // Expert 1: p(a|e) = .1, p(b|e) = .05: ln 11 + ln 3.5; expert 2 as before: ln 11 + ln 6, now first.
        Assert.Equal([2L, 1L], ranking.Select(expert => expert.ExpertId));
        Assert.Equal(Math.Log(11) + Math.Log(3.5), ranking[1].Score, 12);
    }

    [Fact]
    public void Model2_SumsDocumentLikelihoodsRelativeToTheBestDocument()
    {
        var ranking = new Model2Aggregator(lambda: 0.5).Aggregate(Result, AggregationOptions.Default, Some.Now);

        // (.5·.2+.5·.01)(.5·0+.5·.02) = .105·.01 = .00105; (.005)(.06) = .0003; (.055)(.06) = .0033, the best.
        Assert.Equal([2L, 1L], ranking.Select(expert => expert.ExpertId));
        Assert.Equal(1, ranking[0].Score, 12);
        Assert.Equal((0.00105 + 0.0003) / 0.0033, ranking[1].Score, 10);
    }

    [Fact]
    public void Model2_WithoutLambda_SmoothsLongDocumentsLess()
    {
        // Mean length 20. d=10: λ = 20/30; d=30: λ = 20/50. One term, p(t) = .01, tf 1 and 3, so p(t|d) = .1 in both.
        var result = new Retrieved(
            [
                Some.Hit(10, 1, 2, Some.By(1)) with { TermFrequencies = [1], Length = 10 },
                Some.Hit(11, 2, 1, Some.By(2)) with { TermFrequencies = [3], Length = 30 },
            ],
            [new QueryTerm("a", 1, 0.01)], []);

        var ranking = new Model2Aggregator().Aggregate(result, AggregationOptions.Default, Some.Now);

        // (1/3·.1 + 2/3·.01) = .04; (3/5·.1 + 2/5·.01) = .064
        Assert.Equal(2, ranking[0].ExpertId);
        Assert.Equal(0.04 / 0.064, ranking[1].Score, 12);
    }

    [Fact]
    public void Profile_WeighsLogFrequencyOfTheWholeProfile()
    {
        var ranking = new ProfileAggregator().Aggregate(Result, AggregationOptions.Default, Some.Now);

        // Expert 1: ln(1+2)·(-ln .01) + ln(1+1)·(-ln .02)
        Assert.Equal(Math.Log(3) * -Math.Log(0.01) + Math.Log(2) * -Math.Log(0.02), ranking[0].Score, 12);
        Assert.Equal(1, ranking[0].ExpertId);
    }

    [Fact]
    public void Model2_HitsWithoutTermFrequencies_SaysWhichRetrieverGivesThem()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            new Model2Aggregator().Aggregate(Some.Result(Some.Hit(1, 1, 1, Some.By(1))), AggregationOptions.Default, Some.Now));

        Assert.Contains("bm25", error.Message, StringComparison.Ordinal);
    }
}
