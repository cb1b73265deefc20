using ExpertRouter.App.Finding;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>
/// The latest resolved tickets. A restricted one counts only for tickets of the same groups: nobody is put first because of a ticket that the
/// reader of the reason may not know. Thread-safe.
/// </summary>
public sealed class ResolvedTickets(IDbContextFactory<AppDbContext> contexts, ExpertDirectory directory)
{
    private const int Latest = 1000;

    /// <summary>Those that may count for a ticket, latest first.</summary>
    public async Task<IReadOnlyList<ResolvedTicket>> BeforeAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.TicketOutcomes.AsNoTracking().Where(outcome => outcome.Kind == OutcomeKind.Resolved && outcome.TicketId != ticket.Id)
            .OrderByDescending(outcome => outcome.At).ThenBy(outcome => outcome.TicketId).Take(Latest)
            .Join(db.Tickets, outcome => outcome.TicketId, other => other.Id, (outcome, other) => new { outcome.ExpertId, other.Tags, other.VisibilityGroups, outcome.At, other.Id })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Where(row => row.VisibilityGroups.Length == 0 || row.VisibilityGroups.ToHashSet(StringComparer.Ordinal).SetEquals(ticket.VisibilityGroups))
                .OrderByDescending(row => row.At).ThenBy(row => row.Id)
                .Select(row => new ResolvedTicket(directory.Resolve(row.ExpertId), row.Tags, row.At)),
        ];
    }
}
