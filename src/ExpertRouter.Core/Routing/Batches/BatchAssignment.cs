namespace ExpertRouter.Core.Routing.Batches;

/// <summary>
/// One owner per ticket, nobody over capacity: expert choice with the tickets choosing back. Experts ask for their likeliest
/// tickets, a ticket keeps the likeliest expert, who was refused asks for the next (deferred acceptance, Gale and Shapley
/// 1962). Both sides value a pair by the same probability, so the outcome is found by taking pairs in descending order: it is stable (no expert and
/// ticket would both rather have each other) and worth at least half of the optimum. Equally likely pairs go to the expert
/// with the smaller share of their capacity in use, counting what this batch gave them. Pure.
/// </summary>
public static class BatchAssignment
{
    /// <summary>Plans a batch.</summary>
    /// <param name="tickets">The batch; ids differ.</param>
    /// <param name="minimum">Pairs less likely than this are never made.</param>
    public static BatchPlan Plan(IReadOnlyList<BatchTicket> tickets, double minimum = 0)
    {
        var given = new Dictionary<long, int>();
        var picks = new List<BatchPick>();
        var owned = new HashSet<long>();
        var equals = tickets
            .SelectMany(ticket => ticket.Candidates, (ticket, candidate) => (Ticket: ticket.TicketId, Candidate: candidate))
            .Where(pair => pair.Candidate.Probability >= minimum)
            .GroupBy(pair => pair.Candidate.Probability)
            .OrderByDescending(pairs => pairs.Key);
        foreach (var pairs in equals)
        {
            foreach (var ticket in pairs.GroupBy(pair => pair.Ticket).OrderBy(pair => pair.Key))
            {
                if (owned.Contains(ticket.Key)) continue;
                var owner = ticket
                    .Select(pair => pair.Candidate)
                    .Where(candidate => given.GetValueOrDefault(candidate.ExpertId) < Free(candidate))
                    .MinBy(candidate => (Use(candidate, given.GetValueOrDefault(candidate.ExpertId)), candidate.ExpertId));
                if (owner is null) continue;
                given[owner.ExpertId] = given.GetValueOrDefault(owner.ExpertId) + 1;
                owned.Add(ticket.Key);
                picks.Add(new BatchPick(ticket.Key, owner.ExpertId, owner.Probability));
            }
        }

        return new BatchPlan(picks, [.. tickets.Select(ticket => ticket.TicketId).Where(ticket => !owned.Contains(ticket))]);
    }

    /// <summary>How many more tickets an expert takes.</summary>
    internal static int Free(RoutingCandidate candidate) =>
        candidate.Capacity is { } capacity ? Math.Max(0, capacity - candidate.Load) : int.MaxValue;

    /// <summary>Share of the capacity in use; without a limit, 10 tickets count as full.</summary>
    private static double Use(RoutingCandidate candidate, int given) => (candidate.Load + given) / (double)(candidate.Capacity ?? 10);
}
