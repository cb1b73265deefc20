using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Views;

/// <summary>Everything about one ticket. Who may see what of it is the caller's business.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="History">Its events, oldest first.</param>
/// <param name="Offers">Who was asked, oldest first.</param>
/// <param name="Decisions">Per round, oldest first.</param>
/// <param name="Names">Expert → name, for every expert that the history, offers and decisions name and that still exists.</param>
public sealed record TicketView(
    Ticket Ticket, IReadOnlyList<TicketEvent> History, IReadOnlyList<TicketOffer> Offers, IReadOnlyList<DecisionView> Decisions,
    IReadOnlyDictionary<long, string> Names);
