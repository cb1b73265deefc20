using ExpertRouter.App.Routing.Simulation;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.App.Tests.Routing.Simulation;

public sealed class TieChoiceTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void On_FirstAlwaysRight_KeepsTheTieAboveTheSecond()
    {
        // The second has .65 of the first's probability: ratio .7 changes nothing, .6 would send every second ticket to the wrong one.
        var past = Enumerable.Range(0, 100).Select(i => Ticket(i, right: 1, .60, .39)).ToList();

        Assert.Equal("less-loaded(0.7,among=3)>>top", TieChoice.On(past).Version);
    }

    [Fact]
    public void On_BothEquallyOftenRight_SpreadsAsFarAsItMay()
    {
        // Two by two in turns right: always the first, or each in turn, is right one time in two.
        var past = Enumerable.Range(0, 100).Select(i => Ticket(i / 24.0, right: 1 + (i / 2 % 2), .60, .39)).ToList();

        Assert.Equal("less-loaded(0.3,among=3)>>top", TieChoice.On(past).Version);
    }

    [Fact]
    public void Replay_CountsOnlyTheLastSevenDays()
    {
        // Days 0, 3, 6 and 14. First nobody was asked lately: 1. Then 1 once: 2. Then both once: 1. On day 14 all is forgotten: 1.
        List<SimulatedTicket> tickets = [.. new[] { 0.0, 3, 6, 14 }.Select(day => Ticket(day, right: 1, .5, .5))];

        var orders = PolicyReplay.Run(tickets, new LessLoadedPolicy(.9));

        Assert.Equal([1L, 2L, 1L, 1L], orders.Select(order => order[0]));
        Assert.All(orders, order => Assert.Equal([1L, 2L], order.Order()));
    }

    private static SimulatedTicket Ticket(double day, long right, double first, double second) => new(
        (int)day, Start.AddDays(day), right,
        RoutingDecision.Make(new TopPolicy(), [new RoutingCandidate(1, 0, first), new RoutingCandidate(2, 0, second)], [], "test", seed: 1), KnownOutcomes: 0);
}
