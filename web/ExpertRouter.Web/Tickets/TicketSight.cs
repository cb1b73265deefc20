using ExpertRouter.App.Routing.Views;

namespace ExpertRouter.Web.Tickets;

/// <summary>A ticket as one person may see it. Immutable.</summary>
/// <param name="View">The ticket with all that happened.</param>
/// <param name="IsRequester">Whether it is their own.</param>
/// <param name="IsDispatcher">Whether they watch the flow.</param>
/// <param name="ExpertId">Their own entry, when they are asked or hold the ticket; else null.</param>
public sealed record TicketSight(TicketView View, bool IsRequester, bool IsDispatcher, long? ExpertId);
