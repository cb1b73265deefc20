using ExpertRouter.Core.Routing.Batches;
using Google.OrTools.Graph;

namespace ExpertRouter.Core.Tests.Routing.Batches;

/// <summary>The best a batch can be worth with one owner per ticket: minimum-cost flow from tickets to experts.</summary>
internal static class Optimum
{
    /// <summary>Probabilities become whole costs.</summary>
    private const int Scale = 1 << 20;

    public static double Value(IReadOnlyList<BatchTicket> tickets)
    {
        var experts = tickets.SelectMany(ticket => ticket.Candidates).Select(candidate => candidate.ExpertId).Distinct().Order().ToList();
        var (source, sink) = (tickets.Count + experts.Count, tickets.Count + experts.Count + 1);
        var flow = new MinCostFlow();
        for (var ticket = 0; ticket < tickets.Count; ticket++)
        {
            flow.AddArcWithCapacityAndUnitCost(source, ticket, 1, 0);
            flow.AddArcWithCapacityAndUnitCost(ticket, sink, 1, 0);
            foreach (var candidate in tickets[ticket].Candidates)
                flow.AddArcWithCapacityAndUnitCost(ticket, tickets.Count + experts.IndexOf(candidate.ExpertId), 1, -(long)Math.Round(candidate.Probability * Scale));
        }

        foreach (var candidates in tickets.SelectMany(ticket => ticket.Candidates).GroupBy(candidate => candidate.ExpertId))
        {
            var expert = candidates.First();
            var free = expert.Capacity is { } capacity ? Math.Max(0, capacity - expert.Load) : tickets.Count;
            flow.AddArcWithCapacityAndUnitCost(tickets.Count + experts.IndexOf(candidates.Key), sink, free, 0);
        }

        flow.SetNodeSupply(source, tickets.Count);
        flow.SetNodeSupply(sink, -tickets.Count);
        Assert.Equal(MinCostFlow.Status.OPTIMAL, flow.Solve());
        return -flow.OptimalCost() / (double)Scale;
    }
}
