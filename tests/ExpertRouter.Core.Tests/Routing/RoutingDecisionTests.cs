using ExpertRouter.Core.Routing;

namespace ExpertRouter.Core.Tests.Routing;

public sealed class RoutingDecisionTests
{
    private static readonly RoutingCandidate[] Candidates =
    [
        new(ExpertId: 3, Score: 1, Probability: .2, Load: 4),
        new(ExpertId: 2, Score: 1, Probability: .2, Load: 1),
        new(ExpertId: 9, Score: 5, Probability: .5),
        new(ExpertId: 1, Score: 1, Probability: .2, Load: 4),
    ];

    [Fact]
    public void Make_EqualProbabilities_LessLoadedComesFirstThenLowerId()
    {
        var decision = RoutingDecision.Make(new FirstOf(2), Candidates, [], "model", seed: 7);

        Assert.Equal([9, 2, 1, 3], decision.Candidates.Select(candidate => candidate.ExpertId));
        Assert.Equal([9, 2], decision.Choice.Chosen);
        Assert.Equal([1, 1, 0, 0], decision.Choice.Propensities);
        Assert.Equal(("first 2", "model", 7), (decision.PolicyVersion, decision.ModelVersion, decision.Seed));
    }

    [Theory]
    [InlineData(RoutingAction.Assign, new long[] { 9, 2 })]
    [InlineData(RoutingAction.Abstain, new long[] { 9 })]
    [InlineData(RoutingAction.Offer, new long[0])]
    [InlineData(RoutingAction.Offer, new long[] { 9, 9 })]
    [InlineData(RoutingAction.Assign, new long[] { 77 })]
    public void Certain_ImpossibleChoice_IsRefused(RoutingAction action, long[] chosen) =>
        Assert.Throws<ArgumentException>(() => RoutingChoice.Certain(action, Candidates, chosen, "because"));

    private sealed class FirstOf(int count) : IRoutingPolicy
    {
        public string Version => $"first {count}";

        public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random) =>
            RoutingChoice.Certain(RoutingAction.Offer, candidates, [.. candidates.Take(count).Select(candidate => candidate.ExpertId)], "test");
    }
}
