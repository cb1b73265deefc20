using ExpertRouter.Core.Experts;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Tests.Experts;

public sealed class VotingAggregatorTests
{
    // Expert 1 wrote documents 10 (rank 1, score 4) and 12 (rank 3, score 1); expert 2 wrote 11 (rank 2, score 3).
    private static readonly Retrieved Result = Some.Result(
        Some.Hit(10, 1, 4, Some.By(1)), Some.Hit(11, 2, 3, Some.By(2)), Some.Hit(12, 3, 1, Some.By(1)));

    [Fact]
    public void Votes_CountsDocuments() => AssertScores(new VotesAggregator(), first: 2, second: 1);

    [Fact] // 1/1 + 1/3 = 4/3; 1/2
    public void ReciprocalRank_SumsInverseRanks() => AssertScores(new ReciprocalRankAggregator(), first: 4.0 / 3, second: 0.5);

    [Fact] // 4 + 1; 3
    public void CombSum_SumsScores() => AssertScores(new CombSumAggregator(), first: 5, second: 3);

    [Fact] // (16 + 1) / 4; 9 / 4
    public void SumOfSquares_SumsSquaredScoresInTheUnitOfTheBest() => AssertScores(new SumOfSquaresAggregator(), first: 4.25, second: 2.25);

    [Fact] // ten documents of a third of the best score: 10 · (1/3)² · 9 = 10 against 9 + 9 · (2/3)² = 13; plain CombSUM says 30 against 15
    public void SumOfSquares_ManyWeakDocuments_DoNotOutweighTwoGoodOnes()
    {
        var hits = new[] { Some.Hit(1, 1, 9, Some.By(1)), Some.Hit(2, 2, 6, Some.By(1)) }
            .Concat(Enumerable.Range(3, 10).Select(i => Some.Hit(i, i, 3, Some.By(2)))).ToArray();

        Assert.Equal(1, new SumOfSquaresAggregator().Aggregate(Some.Result(hits), AggregationOptions.Default, Some.Now)[0].ExpertId);
        Assert.Equal(2, new CombSumAggregator().Aggregate(Some.Result(hits), AggregationOptions.Default, Some.Now)[0].ExpertId);
    }

    [Fact] // 2 · (4 + 1); 1 · 3
    public void CombMnz_MultipliesByDocuments() => AssertScores(new CombMnzAggregator(), first: 10, second: 3);

    [Fact] // 2 · (e^0 + e^-3); 1 · e^-1
    public void ExpCombMnz_SumsExponentialsRelativeToTheBest() =>
        AssertScores(new ExpCombMnzAggregator(), first: 2 * (1 + Math.Exp(-3)), second: Math.Exp(-1));

    [Fact]
    public void Aggregate_RoleWeightAndHalfLife_MultiplyTheShare()
    {
        var options = new AggregationOptions
        {
            HalfLife = TimeSpan.FromDays(100),
            RoleWeights = new Dictionary<AuthorshipRole, double> { [AuthorshipRole.Reviewer] = 0.4 },
        };
        var hit = Some.Hit(10, 1, 8, Some.By(1, AuthorshipRole.Reviewer, weight: 0.5f)) with { CreatedAt = Some.Now.AddDays(-200) };

        var expert = Assert.Single(new CombSumAggregator().Aggregate(Some.Result(hit), options, Some.Now));

        Assert.Equal(8 * 0.5 * 0.4 * 0.25, expert.Score, 12); // two half-lives: 2^-2
    }

    [Fact]
    public void Aggregate_OldDocumentWithFloor_KeepsTheFloorAndFadesTheRest()
    {
        var options = new AggregationOptions { HalfLife = TimeSpan.FromDays(100), DecayFloor = 0.5 };
        var hit = Some.Hit(10, 1, 8, Some.By(1)) with { CreatedAt = Some.Now.AddDays(-200) };

        var expert = Assert.Single(new CombSumAggregator().Aggregate(Some.Result(hit), options, Some.Now));

        Assert.Equal(8 * (0.5 + (0.5 * 0.25)), expert.Score, 12); // two half-lives: 2^-2
    }

    [Fact]
    public void Aggregate_DocumentFromTheFuture_CountsAsNew()
    {
        var options = new AggregationOptions { HalfLife = TimeSpan.FromDays(1) };
        var hit = Some.Hit(10, 1, 8, Some.By(1)) with { CreatedAt = Some.Now.AddYears(1) };

        Assert.Equal(8, new CombSumAggregator().Aggregate(Some.Result(hit), options, Some.Now)[0].Score);
    }

    [Fact]
    public void Aggregate_Asker_NeverCounts()
    {
        var options = new AggregationOptions { RoleWeights = new Dictionary<AuthorshipRole, double> { [AuthorshipRole.Asker] = 5 } };

        Assert.All(Aggregators.All.Where(aggregator => aggregator.Name is not ("model1" or "model2" or "profile")), aggregator =>
            Assert.Empty(aggregator.Aggregate(Some.Result(Some.Hit(10, 1, 4, Some.By(1, AuthorshipRole.Asker))), options, Some.Now)));
    }

    [Fact]
    public void Aggregate_TwoRolesInOneDocument_CountsTheStrongestOnce()
    {
        var result = Some.Result(Some.Hit(10, 1, 4, Some.By(1, AuthorshipRole.Reviewer, 0.5f), Some.By(1, AuthorshipRole.Author)));

        var expert = Assert.Single(new CombSumAggregator().Aggregate(result, AggregationOptions.Default, Some.Now));

        Assert.Equal(AuthorshipRole.Author, Assert.Single(expert.Evidence).Role);
        Assert.Equal(4, expert.Score);
    }

    [Fact]
    public void Aggregate_EqualScores_SortByExpertId()
    {
        var result = Some.Result(Some.Hit(10, 1, 4, Some.By(7), Some.By(3), Some.By(5)));

        Assert.Equal([3L, 5L, 7L], new CombSumAggregator().Aggregate(result, AggregationOptions.Default, Some.Now).Select(expert => expert.ExpertId));
    }

    [Fact]
    public void Aggregate_ProfileLengthExponent_DividesByDocumentsToThatPower()
    {
        var options = new AggregationOptions { ProfileLengthExponent = 0.5, ProfileLength = _ => 16 };

        var best = new CombSumAggregator().Aggregate(Result, options, Some.Now)[0];

        Assert.Equal(5.0 / 4, best.Score, 12); // 5 / 16^0.5
    }

    [Fact]
    public void Aggregate_ExponentWithoutProfileLength_SaysWhatIsMissing()
    {
        var options = new AggregationOptions { ProfileLengthExponent = 1 };

        var error = Assert.Throws<ArgumentException>(() => new CombSumAggregator().Aggregate(Result, options, Some.Now));

        Assert.Contains("ProfileLength", error.Message, StringComparison.Ordinal);
    }

    private static void AssertScores(IExpertAggregator aggregator, double first, double second)
    {
        var ranking = aggregator.Aggregate(Result, AggregationOptions.Default, Some.Now);

        Assert.Equal([1L, 2L], ranking.Select(expert => expert.ExpertId));
        Assert.Equal(first, ranking[0].Score, 12);
        Assert.Equal(second, ranking[1].Score, 12);
    }
}
