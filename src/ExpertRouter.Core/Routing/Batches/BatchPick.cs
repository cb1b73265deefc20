namespace ExpertRouter.Core.Routing.Batches;

/// <summary>One expert takes one ticket.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="ExpertId">The expert.</param>
/// <param name="Probability">That the ticket is for this expert.</param>
public sealed record BatchPick(long TicketId, long ExpertId, double Probability);
