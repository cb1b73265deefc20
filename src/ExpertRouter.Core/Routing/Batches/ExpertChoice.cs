namespace ExpertRouter.Core.Routing.Batches;

/// <summary>
/// Experts pull work (Zhou et al., Mixture-of-Experts with Expert Choice Routing, NeurIPS 2022): each takes the k tickets
/// of a batch that are likeliest theirs, so nobody gets more than k, and everybody gets exactly k when enough tickets wait.
/// A ticket may be taken by several or by nobody; for one owner per ticket see <see cref="BatchAssignment"/>. Pure.
/// </summary>
public static class ExpertChoice
{
    /// <summary>Lets every expert choose.</summary>
    /// <param name="tickets">The batch; ids differ.</param>
    /// <param name="each">k; an expert with less free capacity takes fewer.</param>
    public static BatchPlan Pull(IReadOnlyList<BatchTicket> tickets, int each)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(each, 1);
        var picks = tickets
            .SelectMany(ticket => ticket.Candidates, (ticket, candidate) => (Ticket: ticket.TicketId, Candidate: candidate))
            .GroupBy(pair => pair.Candidate.ExpertId)
            .SelectMany(pairs => pairs
                .OrderByDescending(pair => pair.Candidate.Probability)
                .ThenBy(pair => pair.Ticket)
                .Take(Math.Min(each, BatchAssignment.Free(pairs.First().Candidate))))
            .OrderByDescending(pair => pair.Candidate.Probability).ThenBy(pair => pair.Ticket).ThenBy(pair => pair.Candidate.ExpertId)
            .Select(pair => new BatchPick(pair.Ticket, pair.Candidate.ExpertId, pair.Candidate.Probability))
            .ToList();
        var taken = picks.Select(pick => pick.TicketId).ToHashSet();
        return new BatchPlan(picks, [.. tickets.Select(ticket => ticket.TicketId).Where(ticket => !taken.Contains(ticket))]);
    }
}
