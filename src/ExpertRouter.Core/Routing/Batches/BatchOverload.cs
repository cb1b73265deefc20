namespace ExpertRouter.Core.Routing.Batches;

/// <summary>How far a way of asking goes over capacities. Immutable.</summary>
/// <param name="Experts">Experts who would get more than they take.</param>
/// <param name="Tickets">Tickets that they would get too many, all together.</param>
public sealed record BatchOverload(int Experts, int Tickets)
{
    /// <summary>What comes of giving each ticket to its likeliest expert, whatever the others of the batch get.</summary>
    /// <param name="tickets">The batch.</param>
    /// <param name="minimum">Experts less likely than this are not asked.</param>
    public static BatchOverload OfLikeliest(IReadOnlyList<BatchTicket> tickets, double minimum = 0)
    {
        int[] excess = [.. tickets
            .Select(ticket => RoutingDecision.Order(ticket.Candidates).FirstOrDefault())
            .OfType<RoutingCandidate>()
            .Where(likeliest => likeliest.Probability >= minimum)
            .GroupBy(likeliest => likeliest.ExpertId)
            .Select(asked => asked.Count() - BatchAssignment.Free(asked.First()))
            .Where(over => over > 0)];
        return new BatchOverload(excess.Length, excess.Sum());
    }
}
