using CsCheck;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.Core.Tests.Routing.Policies;

public sealed class ThresholdPolicyTests
{
    [Theory]
    [InlineData(.5, .6, RoutingAction.Assign)]
    [InlineData(.5, .5, RoutingAction.Assign)]
    [InlineData(.5, .49, RoutingAction.Abstain)]
    public void Choose_BestAgainstThreshold_AssignsFromThereOn(double threshold, double best, RoutingAction expected) =>
        Assert.Equal(expected, new ThresholdPolicy(threshold).Decide(Cases.Of(best, .3)).Action);

    [Fact]
    public void Choose_NobodyLikelierThanAnybody_Abstains()
    {
        // .3 + .2 leave .5 for nobody, more than the .3 of the best.
        var choice = new ThresholdPolicy(0).Decide(Cases.Of(.3, .2));

        Assert.Equal(RoutingAction.Abstain, choice.Action);
        Assert.Contains("50 %", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_AllProbabilityWithNobody_Abstains() =>
        Assert.Equal(RoutingAction.Abstain, new ThresholdPolicy(0).Decide(Cases.Of(0, 0, 0)).Action);

    [Fact]
    public void Choose_HigherThreshold_NeverAsksMoreTickets() => Gen.Select(Cases.Any, Gen.Double[0, 1], Gen.Double[0, 1]).Sample((candidates, one, other) =>
        Asks(Math.Max(one, other), candidates) <= Asks(Math.Min(one, other), candidates));

    [Fact]
    public void Choose_LikelyEnough_LeavesTheRestToTheOtherPolicy()
    {
        var choice = new ThresholdPolicy(.3, new SmallestSetPolicy(.5)).Decide(Cases.Of(.4, .3, .2));

        Assert.Equal([1, 2], choice.Chosen);
    }

    [Fact]
    public void Choose_EquallyLikely_PrefersTheLessLoaded()
    {
        RoutingCandidate[] candidates = [.. RoutingDecision.Order([new(1, 0, .5, Load: 3), new(2, 0, .5, Load: 1)])];

        Assert.Equal([2], new ThresholdPolicy(.2).Decide(candidates).Chosen);
    }

    [Fact]
    public void Choose_NoCandidates_Abstains() => Assert.Equal(RoutingAction.Abstain, new ThresholdPolicy(0).Decide([]).Action);

    [Fact]
    public void Constructor_ThresholdAboveOne_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new ThresholdPolicy(1.1));

    private static int Asks(double threshold, RoutingCandidate[] candidates) => new ThresholdPolicy(threshold).Decide(candidates).Chosen.Count;
}
