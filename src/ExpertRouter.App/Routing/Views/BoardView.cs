using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Views;

/// <summary>The dispatcher's board: each list oldest first and cut at <see cref="TicketReader.BoardDepth"/>; the counts are complete.</summary>
/// <param name="Waiting">Submitted, or nobody was found.</param>
/// <param name="Offered">Somebody is asked.</param>
/// <param name="InWork">Accepted.</param>
/// <param name="Stuck">Escalated.</param>
/// <param name="Counts">Tickets per state, closed ones included.</param>
/// <param name="Teams">By descending load.</param>
public sealed record BoardView(
    IReadOnlyList<Ticket> Waiting, IReadOnlyList<Ticket> Offered, IReadOnlyList<Ticket> InWork, IReadOnlyList<Ticket> Stuck,
    IReadOnlyDictionary<TicketState, int> Counts, IReadOnlyList<TeamLoad> Teams);
