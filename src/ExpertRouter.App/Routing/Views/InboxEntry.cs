using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Views;

/// <summary>A ticket that waits for an expert's answer or is in the expert's hands.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Offer">The open offer; null when the expert holds the ticket.</param>
public sealed record InboxEntry(Ticket Ticket, TicketOffer? Offer);
