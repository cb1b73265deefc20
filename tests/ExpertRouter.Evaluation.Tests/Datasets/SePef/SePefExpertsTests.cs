using ExpertRouter.Evaluation.Datasets.SePef;
using static ExpertRouter.Evaluation.Tests.Datasets.SePef.DumpFixture;

namespace ExpertRouter.Evaluation.Tests.Datasets.SePef;

/// <summary>
/// Who becomes an expert. Person 800 with ten best of twenty answers keeps the mean ratio below 1, so that a person with
/// nothing but best answers exceeds it.
/// </summary>
public sealed class SePefExpertsTests
{
    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Build_NineOrTenBestAnswers_TenMakeAnExpert(int count, bool expert)
    {
        using var dump = WithMediocre().Accepted(1000, count, owner: 1, Day(2015));

        dump.Build();

        Assert.Equal(expert, dump.ExpertIds().Contains("1"));
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Build_TopScoredFourOrFiveWithoutAcceptedAnswer_FiveIsABestAnswer(int score, bool expert)
    {
        // nine accepted answers and one that is top-scored on a question without accepted answer
        using var dump = WithMediocre().Accepted(1000, 9, owner: 1, Day(2015))
            .Question(2000, Day(2015, 3)).Answer(2001, 2000, Day(2015, 3, 2), owner: 1, score: score).Answer(2002, 2000, Day(2015, 3, 2), owner: 2, score: 1);

        dump.Build();

        Assert.Equal(expert, dump.ExpertIds().Contains("1"));
    }

    [Fact]
    public void Build_TopScoredFiveBesideAnAcceptedAnswer_IsNoBestAnswer()
    {
        using var dump = WithMediocre().Accepted(1000, 9, owner: 1, Day(2015))
            .Question(2000, Day(2015, 3), accepted: 2002).Answer(2001, 2000, Day(2015, 3, 2), owner: 1, score: 50).Answer(2002, 2000, Day(2015, 3, 2), owner: 2);

        dump.Build();

        Assert.DoesNotContain("1", dump.ExpertIds());
    }

    [Fact]
    public void Build_SecondHighestScore_IsNoBestAnswer()
    {
        using var dump = WithMediocre().Accepted(1000, 9, owner: 1, Day(2015))
            .Question(2000, Day(2015, 3)).Answer(2001, 2000, Day(2015, 3, 2), owner: 1, score: 7).Answer(2002, 2000, Day(2015, 3, 3), owner: 2, score: 8);

        dump.Build();

        Assert.DoesNotContain("1", dump.ExpertIds());
    }

    [Fact]
    public void Build_EqualTopScores_EarliestIsTheBestAnswer()
    {
        using var dump = WithMediocre().Accepted(1000, 9, owner: 1, Day(2015)).Accepted(1100, 9, owner: 2, Day(2015))
            .Question(2000, Day(2015, 3)).Answer(2001, 2000, Day(2015, 3, 3), owner: 1, score: 6).Answer(2002, 2000, Day(2015, 3, 2), owner: 2, score: 6);

        dump.Build();

        Assert.Equal(["2"], dump.ExpertIds());
    }

    [Fact]
    public void Build_RatioEqualToTheMean_IsExcluded()
    {
        // ratios: 1 → 10/10 = 1, 2 → 12/16 = .75, 3 → 10/20 = .5; mean (1 + .75 + .5)/3 = .75: 2 is not above it
        using var dump = new DumpFixture()
            .Accepted(1000, 10, owner: 1, Day(2015))
            .Accepted(1100, 12, owner: 2, Day(2015)).Plain(1200, 4, owner: 2, Day(2016))
            .Accepted(1300, 10, owner: 3, Day(2015)).Plain(1400, 10, owner: 3, Day(2016));

        var report = dump.Build();

        Assert.Equal(["1"], dump.ExpertIds());
        Assert.Equal(3, report.Communities[0].AuthorsWithEnoughBest);
        Assert.Equal(0.75, report.Communities[0].MeanRatio, 12);
    }

    [Fact]
    public void Build_RatioJustAboveTheMean_IsIncluded()
    {
        // as before, but 2 has 12/15 = .8 and the mean is 2.3/3 = .7667
        using var dump = new DumpFixture()
            .Accepted(1000, 10, owner: 1, Day(2015))
            .Accepted(1100, 12, owner: 2, Day(2015)).Plain(1200, 3, owner: 2, Day(2016))
            .Accepted(1300, 10, owner: 3, Day(2015)).Plain(1400, 10, owner: 3, Day(2016));

        dump.Build();

        Assert.Equal(["1", "2"], dump.ExpertIds());
    }

    [Fact]
    public void Build_SingleEligiblePerson_EqualsItsOwnMeanAndIsNoExpert()
    {
        using var dump = new DumpFixture().Accepted(1000, 10, owner: 1, Day(2015));

        dump.Build();
        Assert.Empty(dump.ExpertIds());

        dump.Build(SePefOptions.Paper with { AboveMeanRatio = false });
        Assert.Equal(["1"], dump.ExpertIds());
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void Build_AnswerBelowZero_DoesNotCount(int score, bool expert)
    {
        using var dump = WithMediocre().Accepted(1000, 9, owner: 1, Day(2015))
            .Question(2000, Day(2015, 3), accepted: 2001).Answer(2001, 2000, Day(2015, 3, 2), owner: 1, score: score);

        dump.Build();

        Assert.Equal(expert, dump.ExpertIds().Contains("1"));
    }

    [Fact]
    public void Build_DeletedUsersAndTheSitesOwnAccount_AreNobody()
    {
        using var dump = WithMediocre().Accepted(1000, 12, owner: -1, Day(2015));
        for (var i = 0; i < 12; i++)
        {
            dump.Question(2000 + 2 * i, Day(2015), accepted: 2001 + 2 * i).Answer(2001 + 2 * i, 2000 + 2 * i, Day(2015), owner: null);
        }

        dump.Build();

        Assert.Empty(dump.ExpertIds());
    }

    [Fact]
    public void Build_TenthBestAnswerAfterTheTrainBoundary_CountsOnlyWithTheAuthorsBoundary()
    {
        using var dump = WithMediocre().Accepted(1000, 9, owner: 1, Day(2015)).Accepted(2000, 1, owner: 1, Day(2020, 6));

        dump.Build();
        Assert.DoesNotContain("1", dump.ExpertIds());

        var report = dump.Build(SePefOptions.Paper with { ExpertsKnownBefore = KnowledgeBoundary.ValidationEnd });
        Assert.Contains("1", dump.ExpertIds());
        Assert.Contains(report.Cautions, caution => caution.Contains("see their future", StringComparison.Ordinal));
    }

    [Fact]
    public void Build_SmallProfile_ScalesThresholdsAndSaysSo()
    {
        // 17 questions with accepted answers; the eleventh, of 5 January, starts validation. Until then person 1 has 4 best
        // of 4 answers, person 2 has 4 of 8: mean .75
        using var dump = new DumpFixture()
            .Accepted(1000, 8, owner: 1, Day(2015))
            .Accepted(1100, 8, owner: 2, Day(2015)).Plain(1200, 5, owner: 2, Day(2015));

        var report = dump.Build(SePefOptions.Of("small"));

        Assert.Equal(["1"], dump.ExpertIds());
        Assert.Contains(report.Cautions, caution => caution.Contains("scaled down", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_UnknownProfile_NamesTheKnown() =>
        Assert.Contains("paper or small", Assert.Throws<ArgumentException>(() => SePefOptions.Of("huge")).Message, StringComparison.Ordinal);

    private static DumpFixture WithMediocre() =>
        new DumpFixture().Accepted(100, 10, owner: 800, Day(2014)).Plain(200, 10, owner: 800, Day(2014, 6));
}
