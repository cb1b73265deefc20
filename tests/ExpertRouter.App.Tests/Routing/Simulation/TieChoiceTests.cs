using ExpertRouter.App.Routing.Simulation;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.App.Tests.Routing.Simulation;

public sealed class TieChoiceTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Cheap_FirstAlwaysRight_KeepsTheTieAboveTheSecond()
    {
        // The second has .65 of the first's probability: ratio .7 changes nothing, .6 would send every second ticket to the wrong one.
        var past = Enumerable.Range(0, 100).Select(i => Ticket(i, right: 1, .60, .39)).ToList();

        Assert.Equal("less-loaded(0.7,among=3)>>top", TieChoice.Cheap(past).Version);
    }

    [Fact]
    public void Cheap_BothEquallyOftenRight_SpreadsAsFarAsItMay()
    {
        // Two by two in turns right: always the first, or each in turn, is right one time in two.
        var past = Enumerable.Range(0, 100).Select(i => Ticket(i / 24.0, right: 1 + (i / 2 % 2), .60, .39)).ToList();

        Assert.Equal("less-loaded(0.1,among=3)>>top", TieChoice.Cheap(past).Version);
    }

    [Fact]
    public void Even_HistoryWasMoreEven_WidensTheTieUntilTheAskingsAre()
    {
        // History gave two of three to the first: Gini of (34, 16) is .18. Up to ratio .7 the first gets all (.5); at .6 both get half (0).
        var past = Enumerable.Range(0, 100).Select(i => Ticket(i / 24.0, right: i % 3 == 0 ? 2 : 1, .60, .39)).ToList();

        Assert.Equal("less-loaded(0.6,among=3)>>top", TieChoice.Even(past, experts: 2).Version);
    }

    [Fact]
    public void Even_NothingIsMoreEvenThanHistory_TakesTheWidest()
    {
        var past = Enumerable.Range(0, 100).Select(i => Ticket(i / 24.0, right: 1 + (i % 2), .60, .39)).ToList();

        Assert.Equal("less-loaded(0.1,among=3)>>top", TieChoice.Even(past, experts: 2).Version);
    }

    [Fact]
    public void Replay_CountsOnlyTheLast90Days()
    {
        // Days 0, 40, 80 and 169. First nobody was asked lately: 1. Then 1 once: 2. Then both once: 1. On day 169 only day 80 counts, when 1 was asked: 2.
        List<SimulatedTicket> tickets = [.. new[] { 0.0, 40, 80, 169 }.Select(day => Ticket(day, right: 1, .5, .5))];

        var orders = PolicyReplay.Run(tickets, new LessLoadedPolicy(.9));

        Assert.Equal([1L, 2L, 1L, 2L], orders.Select(order => order[0]));
        Assert.All(orders, order => Assert.Equal([1L, 2L], order.Order()));
    }

    private static SimulatedTicket Ticket(double day, long right, double first, double second) => new(
        (int)day, Start.AddDays(day), right,
        RoutingDecision.Make(new TopPolicy(), [new RoutingCandidate(1, 0, first), new RoutingCandidate(2, 0, second)], [], "test", seed: 1), KnownOutcomes: 0);
}
