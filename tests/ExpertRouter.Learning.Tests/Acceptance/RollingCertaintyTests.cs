using ExpertRouter.Learning.Acceptance;

namespace ExpertRouter.Learning.Tests.Acceptance;

public sealed class RollingCertaintyTests
{
    [Fact]
    public void Read_NothingKnown_IsTheRawProbability()
    {
        // Log odds ln 4 are 4 to 1: .8.
        Assert.Equal(.8, new RollingCertainty(1).Read([Math.Log(4)]).Probability, 9);
    }

    [Fact]
    public void Read_AfterOverconfidence_ComesDownToWhatHappens()
    {
        // Says .9 (log odds ln 9) every time and is right two times in three.
        var certainty = new RollingCertainty(2);
        for (var i = 0; i < 600; i++) certainty.Learn(certainty.Read([Math.Log(9), 0]), i % 3 != 0);

        Assert.Equal(2 / 3.0, certainty.Read([Math.Log(9), 0]).Probability, .02);
        Assert.Equal(600, certainty.Outcomes);
    }

    [Fact]
    public void Read_SecondFeatureTellsRightFromWrong_IsFollowed()
    {
        var certainty = new RollingCertainty(2);
        for (var i = 0; i < 600; i++) certainty.Learn(certainty.Read([0, i % 2]), i % 2 == 1);

        Assert.InRange(certainty.Read([0, 1]).Probability, .8, 1);
        Assert.InRange(certainty.Read([0, 0]).Probability, 0, .2);
    }

    [Fact]
    public void Read_RawProbabilitiesAreRight_StayNearlyAsTheyAre()
    {
        // Says .5 and .9 in turns; right every second, and nine in ten.
        var certainty = new RollingCertainty(1);
        for (var i = 0; i < 1000; i++)
        {
            certainty.Learn(certainty.Read([0]), i % 2 == 0);
            certainty.Learn(certainty.Read([Math.Log(9)]), i % 10 != 0);
        }

        Assert.Equal(.5, certainty.Read([0]).Probability, .03);
        Assert.Equal(.9, certainty.Read([Math.Log(9)]).Probability, .03);
    }

    [Fact]
    public void Read_OtherNumberOfFeatures_IsRefused() => Assert.Throws<ArgumentException>(() => new RollingCertainty(2).Read([0]));
}
