using ExpertRouter.Core.Ranking;
using ExpertRouter.Learning.Assignment;

namespace ExpertRouter.Learning.Tests.Assignment;

public sealed class AssignmentCertaintyTests
{
    [Theory]
    [InlineData(new[] { .5, .3, .2 }, 0, 1)]
    [InlineData(new[] { .2, .3, .5 }, 2, 1)]
    [InlineData(new[] { .2, .5, .3 }, 1, 2)]
    [InlineData(new[] { .4, .4, .2 }, 0, 1)]
    public void FirstTwo_AnyOrder_AreTheLargest(double[] probabilities, int first, int second) =>
        Assert.Equal((first, second), AssignmentCertainty.FirstTwo(probabilities));

    [Fact]
    public void Apply_LowerCertainty_GivesTheRestToTheOthersInProportion()
    {
        // First .6 → .5; the others had .3 and .1 of .4 and now share .5: .375 and .125.
        var calibrated = AssignmentCertainty.Apply([.3, .6, .1], .5);

        Assert.Equal([.375, .5, .125], calibrated.Select(probability => Math.Round(probability, 9)));
    }

    [Fact]
    public void Apply_CertaintyBelowTheSecond_KeepsTheFirstFirst()
    {
        // The second holds 3/4 of what is left over, so equal shares are reached at top = .75 / 1.75 = 3/7.
        var calibrated = AssignmentCertainty.Apply([.3, .6, .1], .1);

        Assert.Equal(3 / 7.0, calibrated[1], 9);
        Assert.Equal(3 / 7.0, calibrated[0], 9);
        Assert.Equal(1, calibrated.Sum(), 9);
    }

    [Fact]
    public void Read_OftenWrong_LosesCertainty()
    {
        var certainty = new AssignmentCertainty(3, width: 0);
        double[] probabilities = [.9, .08, .02];
        var before = certainty.Read(probabilities, reporter: -1, Nothing).Probability;
        var coin = new Random(1);
        for (var i = 0; i < 1000; i++) certainty.Learn(certainty.Read(probabilities, reporter: -1, Nothing), first: 0, expert: coin.Next(2));

        Assert.Equal(.9, before, .01);
        Assert.Equal(.5, certainty.Read(probabilities, reporter: -1, Nothing).Probability, .1);
    }

    [Fact]
    public void Read_LeadInAFeatureTellsRightFromWrong_IsFollowed()
    {
        // Always .6 to .3 to .1; right exactly when the first leads the second by 1 in the ranker's only feature.
        var certainty = new AssignmentCertainty(3, width: 1);
        double[] probabilities = [.6, .3, .1];
        RankingGroup lead = new([1, 0, 0], 3, []), tie = new([1, 1, 0], 3, []);
        var coin = new Random(1);
        for (var i = 0; i < 600; i++)
        {
            var expert = coin.Next(2);
            certainty.Learn(certainty.Read(probabilities, reporter: -1, expert == 0 ? lead : tie), first: 0, expert);
        }

        Assert.InRange(certainty.Read(probabilities, reporter: -1, lead).Probability, .8, 1);
        Assert.InRange(certainty.Read(probabilities, reporter: -1, tie).Probability, 0, .2);
    }

    [Fact]
    public void Read_OtherNumberOfFeatures_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new AssignmentCertainty(3, width: 2).Read([.5, .3, .2], reporter: -1, new RankingGroup([1, 0, 0], 3, [])));

    private static RankingGroup Nothing => new([], 3, []);
}
