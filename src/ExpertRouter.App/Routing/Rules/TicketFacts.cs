using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Rules;

/// <summary>What the hard rules need to know of a ticket.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Status">Its status.</param>
/// <param name="RequesterTeam">Team of who asks; null when unknown.</param>
/// <param name="Areas">Ids of knowledge areas that the text names.</param>
public sealed record TicketFacts(Ticket Ticket, TicketStatus Status, string? RequesterTeam, IReadOnlyList<int> Areas);
