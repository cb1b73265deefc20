using CsCheck;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.Core.Tests.Routing.Policies;

public sealed class FlatEntropyPolicyTests
{
    private static readonly HashSet<long> Nobody = [];

    [Fact]
    public void Flatness_HandWorked_IsEntropyOverItsMaximum()
    {
        // .4, .1 normalised: .8, .2. H = −.8 ln .8 − .2 ln .2 = .178515 + .321888 = .500402; / ln 2 = .721928.
        Assert.Equal(.721928, FlatEntropyPolicy.Flatness(Cases.Of(.4, .1)), 6);
    }

    [Fact]
    public void Choose_ThresholdAboveOne_NeverBroadcasts() => Cases.Any.Sample(candidates =>
        new FlatEntropyPolicy(1.001, Nobody).Decide(candidates).Action == RoutingAction.Assign);

    [Fact]
    public void Choose_ThresholdOneAndUniform_StillBroadcasts() => Gen.Int[2, 40].Sample(experts =>
        new FlatEntropyPolicy(1, Nobody).Decide(Cases.Of([.. Enumerable.Repeat(1.0 / experts, experts)])).Action == RoutingAction.Broadcast);

    [Fact]
    public void Choose_ThresholdZero_AlwaysBroadcasts() => Cases.Any.Where(candidates => candidates.Length > 1).Sample(candidates =>
        new FlatEntropyPolicy(0, Nobody).Decide(candidates) is { Action: RoutingAction.Broadcast } choice && choice.Chosen.Count == candidates.Length);

    [Fact]
    public void Choose_Flat_GoesToTheTriageGroupAmongTheCandidates()
    {
        var choice = new FlatEntropyPolicy(.9, new HashSet<long> { 2, 3, 99 }).Decide(Cases.Of(.25, .25, .25, .25));

        Assert.Equal(RoutingAction.Offer, choice.Action);
        Assert.Equal([2, 3], choice.Chosen);
        Assert.Contains("triage group", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_SomebodyStandsOut_LeavesItToTheOtherPolicy() =>
        Assert.Equal([1], new FlatEntropyPolicy(.9, new HashSet<long> { 2 }).Decide(Cases.Of(.8, .1, .05)).Chosen);

    [Fact]
    public void Choose_OnlyOneCandidate_IsNoFlatChoice() =>
        Assert.Equal(RoutingAction.Assign, new FlatEntropyPolicy(.5, Nobody).Decide(Cases.Of(.4)).Action);
}
