using CsCheck;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.Core.Tests.Routing.Policies;

public sealed class LessLoadedPolicyTests
{
    // .75 of .40 is .30: 1, 2 and 3 count as equal where three may; loads 5, 2, 1.
    private static readonly RoutingCandidate[] Three =
    [
        new(1, 0, .40, Load: 5), new(2, 0, .32, Load: 2), new(3, 0, .30, Load: 1), new(4, 0, .10, Load: 0),
    ];

    [Theory]
    [InlineData(.75, 3, 3)]
    [InlineData(.75, 2, 2)]
    [InlineData(.80, 3, 2)]
    [InlineData(.81, 3, 1)]
    [InlineData(1, 3, 1)]
    [InlineData(0, 4, 4)]
    public void Choose_RatioAndNumber_TakesTheLeastLoadedOfThoseThatCountAsEqual(double ratio, int among, long expected)
    {
        var choice = new LessLoadedPolicy(ratio, among: among).Decide(Three);

        Assert.Equal([expected], choice.Chosen);
        Assert.Equal(Three.Select(candidate => candidate.ExpertId == expected ? 1.0 : 0.0), choice.Propensities);
        Assert.Equal(expected != 1, choice.Reason.Contains("less to do", StringComparison.Ordinal));
    }

    [Fact]
    public void Choose_SetBehindIt_FillsTheSetInTheNewOrder()
    {
        // Order 3, 2, 1: .30 + .32 = .62 exceeds .5.
        var choice = new LessLoadedPolicy(.75, new SmallestSetPolicy(.5)).Decide(Three);

        Assert.Equal([3, 2], choice.Chosen);
        Assert.Equal([0, 1, 1, 0], choice.Propensities);
    }

    [Fact]
    public void Choose_EquallyLoaded_KeepsTheLikelierFirst() =>
        Assert.Equal([1], new LessLoadedPolicy(.5).Decide(Cases.Of(.4, .3, .2)).Chosen);

    [Fact]
    public void Choose_AskedLessLately_GoesBeforeLessInHand() =>
        Assert.Equal([2], new LessLoadedPolicy(.5).Decide([new(1, 0, .4, Load: 0, AskedLately: 2), new(2, 0, .3, Load: 9, AskedLately: 1)]).Chosen);

    [Fact]
    public void Choose_NoCandidates_Abstains() => Assert.Equal(RoutingAction.Abstain, new LessLoadedPolicy(.5).Decide([]).Action);

    [Fact]
    public void Choose_AnyCandidates_GivesUpAtMostTheShareAllowed() => Gen.Select(Cases.Any, Gen.Double[0, 1]).Sample((candidates, ratio) =>
    {
        var chosen = candidates.Single(candidate => candidate.ExpertId == new LessLoadedPolicy(ratio).Decide(candidates).Chosen[0]);
        return chosen.Probability >= (ratio * candidates[0].Probability) - 1e-12 && (chosen.AskedLately, chosen.Load).CompareTo((candidates[0].AskedLately, candidates[0].Load)) <= 0;
    });

    [Fact]
    public void Constructor_RatioAboveOne_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new LessLoadedPolicy(1.1));
}
