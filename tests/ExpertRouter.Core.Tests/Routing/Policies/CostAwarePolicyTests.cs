using CsCheck;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.Core.Tests.Routing.Policies;

public sealed class CostAwarePolicyTests
{
    [Fact]
    public void Choose_CheapAndNearlyAsGood_IsPreferred()
    {
        // .6 − .01 · 30 = .30 against .5 − .01 · 5 = .45.
        RoutingCandidate[] candidates = [new(1, 0, .6, Cost: 30), new(2, 0, .5, Cost: 5)];

        var choice = new CostAwarePolicy(.01).Decide(candidates);

        Assert.Equal([2], choice.Chosen);
        Assert.Contains("cost of 5", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_PriceZero_IsTheMostLikely() => Cases.Any.Sample(candidates =>
        new CostAwarePolicy(0).Decide(candidates).Chosen.SequenceEqual(new TopPolicy().Decide(candidates).Chosen));

    [Fact]
    public void Choose_HigherPrice_NeverChoosesDearer() => Gen.Select(Cases.Any, Gen.Int[0, 64], Gen.Int[0, 64]).Sample((candidates, one, other) =>
    {
        var low = Cost(candidates, Math.Min(one, other) / 256.0);
        var high = Cost(candidates, Math.Max(one, other) / 256.0);
        return high is null || (low is not null && high <= low);
    });

    [Fact]
    public void Choose_UnknownCost_CountsAsTheDearest()
    {
        // Unknown is taken for 30: .6 − .3 = .3 < .5 − .05.
        RoutingCandidate[] candidates = [new(1, 0, .6), new(2, 0, .5, Cost: 5), new(3, 0, .1, Cost: 30)];

        Assert.Equal([2], new CostAwarePolicy(.01).Decide(candidates).Chosen);
    }

    [Fact]
    public void Choose_EverybodyTooDear_Abstains() =>
        Assert.Equal(RoutingAction.Abstain, new CostAwarePolicy(1).Decide([new(1, 0, .6, Cost: 2)]).Action);

    [Fact]
    public void Choose_HarderTickets_GoToTheDearerExpert()
    {
        // The cheap one knows easy tickets as well as the dear one and hard ones less: HMoE's "small experts for easy tokens".
        var policy = new CostAwarePolicy(.02);
        RoutingCandidate[] easy = [new(1, 0, .45, Cost: 1), new(2, 0, .45, Cost: 10)];
        RoutingCandidate[] hard = [new(2, 0, .45, Cost: 10), new(1, 0, .1, Cost: 1)];

        Assert.Equal([1], policy.Decide(easy).Chosen);
        Assert.Equal([2], policy.Decide(hard).Chosen);
    }

    private static double? Cost(RoutingCandidate[] candidates, double price)
    {
        var dearest = candidates.Max(candidate => candidate.Cost) ?? 0;
        var choice = new CostAwarePolicy(price).Decide(candidates);
        return choice.Action == RoutingAction.Abstain ? null : candidates.Single(candidate => candidate.ExpertId == choice.Chosen[0]).Cost ?? dearest;
    }
}
