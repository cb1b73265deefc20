namespace ExpertRouter.Core.Routing.Batches;

/// <summary>A waiting ticket and who may get it. Candidates who are the same expert have the same load and capacity in all tickets of a batch.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="Candidates">Experts who passed the hard rules, in any order.</param>
public sealed record BatchTicket(long TicketId, IReadOnlyList<RoutingCandidate> Candidates);
