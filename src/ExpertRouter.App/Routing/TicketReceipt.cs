using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing;

/// <summary>What became of a submission.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="IsNew">False when the same submission had arrived before.</param>
/// <param name="State">Where the ticket stands.</param>
public sealed record TicketReceipt(Guid TicketId, bool IsNew, TicketState State);
