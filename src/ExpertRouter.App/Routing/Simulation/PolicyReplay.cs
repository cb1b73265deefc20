using ExpertRouter.Core.Routing;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>
/// What another policy would have chosen among the candidates of a simulation. In the simulation tickets end with who had them in
/// history, whatever the policy does; only how often somebody was asked lately depends on the policy, and is counted anew. Pure.
/// </summary>
internal static class PolicyReplay
{
    private const int Days = 7;

    /// <summary>Per ticket the experts in the order of the policy: who is asked, then the other candidates.</summary>
    public static IReadOnlyList<long[]> Run(IReadOnlyList<SimulatedTicket> tickets, IRoutingPolicy policy)
    {
        var orders = new List<long[]>(tickets.Count);
        var lately = new Queue<(DateTimeOffset At, IReadOnlyList<long> Asked)>();
        foreach (var ticket in tickets)
        {
            while (lately.TryPeek(out var old) && old.At <= ticket.At.AddDays(-Days)) lately.Dequeue();
            var counts = lately.SelectMany(entry => entry.Asked).CountBy(expert => expert).ToDictionary();
            RoutingCandidate[] candidates = [.. ticket.Decision.Candidates.Select(candidate => candidate with { AskedLately = counts.GetValueOrDefault(candidate.ExpertId) })];
            var choice = policy.Choose(candidates, new Random(ticket.Decision.Seed));
            lately.Enqueue((ticket.At, choice.Chosen));
            orders.Add(Order(choice, candidates));
        }

        return orders;
    }

    /// <summary>Who is asked, then the other candidates.</summary>
    public static long[] Order(RoutingChoice choice, IReadOnlyList<RoutingCandidate> candidates) =>
        [.. choice.Chosen.Concat(candidates.Select(candidate => candidate.ExpertId).Except(choice.Chosen))];
}
