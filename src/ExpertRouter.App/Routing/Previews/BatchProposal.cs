using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Previews;

/// <summary>Who could take a ticket. Immutable by convention.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="ExpertId">Canonical expert.</param>
/// <param name="Expert">The expert's name.</param>
/// <param name="Probability">That the ticket is for this expert.</param>
public sealed record BatchProposal(Ticket Ticket, long ExpertId, string Expert, double Probability);
