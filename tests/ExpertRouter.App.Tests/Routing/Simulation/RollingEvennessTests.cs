using ExpertRouter.App.Routing.Simulation;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.App.Tests.Routing.Simulation;

public sealed class RollingEvennessTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Policy_FewerThan500Outcomes_GivesNothingUp()
    {
        // 550 tickets, of which every eleventh went to nobody known: 500 outcomes only with the last.
        Assert.Equal("even(0,among=3)>>top", After(549, i => i % 11 == 0 ? null : 1).Version);
        Assert.NotEqual("even(0,among=3)>>top", After(550, i => i % 11 == 0 ? null : 1).Version);
    }

    [Fact]
    public void Policy_HistoryWasMoreEven_TakesTheSmallestPriceThatIsMoreEvenThanHistory()
    {
        // History gave two of three to the first: Gini .17. p is .60 and .39, ranks differ by 1: up to price .2 the first gets all (.5), from .3 on each half (0).
        Assert.Equal("even(0.3,among=3)>>top", After(500, i => i % 3 == 0 ? 2 : 1).Version);
    }

    [Fact]
    public void Policy_NothingIsMoreEvenThanHistory_TakesTheSmallestOfTheMostEven() =>
        Assert.Equal("even(0.3,among=3)>>top", After(500, i => 1 + (i % 2)).Version);

    [Fact]
    public void Policy_HistoryTurnsOneSided_FollowsTheLatest500()
    {
        // As above at first. Then all go to the first (Gini .5), and the two are the likeliest in turns: nothing need be given up (0).
        Assert.Equal("even(0,among=3)>>top", After(1000, i => i < 500 && i % 3 == 0 ? 2 : 1, i => i >= 500 && i % 2 == 0).Version);
    }

    [Fact]
    public void Certainty_SomebodyElseThanTheLikeliestIsAsked_IsTheirProbability()
    {
        var ticket = new SimulatedTicket(0, Start, 1, Decision(new EvenPolicy(1), asked: 1, .60, .39), KnownOutcomes: 0);
        var abstained = new SimulatedTicket(0, Start, 1, Decision(new ThresholdPolicy(.9), asked: 1, .60, .39), KnownOutcomes: 0);

        Assert.Equal((.39, .60), (ticket.Certainty, ticket.Likeliest));
        Assert.Equal((.60, .60), (abstained.Certainty, abstained.Likeliest));
    }

    /// <summary>The policy after so many tickets, one an hour, with .60 for the first and .39 for the second expert, or the other way round.</summary>
    private static IRoutingPolicy After(int tickets, Func<int, long?> took, Func<int, bool>? swapped = null)
    {
        var evenness = new RollingEvenness(experts: 2);
        for (var i = 0; i < tickets; i++)
        {
            var (first, second) = swapped?.Invoke(i) == true ? (.39, .60) : (.60, .39);
            evenness.Note(new SimulatedTicket(i, Start.AddHours(i), took(i), Decision(new TopPolicy(), asked: 0, first, second), KnownOutcomes: i));
        }

        return evenness.Policy;
    }

    private static RoutingDecision Decision(IRoutingPolicy policy, int asked, double first, double second) =>
        RoutingDecision.Make(policy, [new RoutingCandidate(1, 0, first, AskedLately: asked), new RoutingCandidate(2, 0, second)], [], "test", seed: 1);
}
