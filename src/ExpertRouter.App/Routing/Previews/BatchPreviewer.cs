using System.Globalization;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Indexing;
using ExpertRouter.Core.Routing.Batches;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Routing.Previews;

/// <summary>
/// Assigns all tickets that wait together, without consequences: nothing is stored, nobody is asked. Capacities hold for the batch as a whole;
/// weekly caps only as they stand before it. A reopened ticket counts like any other. Thread-safe.
/// </summary>
public sealed class BatchPreviewer(TicketRouter router, ExpertDirectory directory, IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>Tickets of a batch at most, the oldest.</summary>
    public const int Depth = 200;

    private static readonly TicketState[] Waiting = [TicketState.Submitted, TicketState.Abstained, TicketState.Escalated];

    /// <summary>Who could take what waits.</summary>
    /// <param name="minimum">Nobody less likely than this is proposed.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="IndexIncompleteException">The index is being filled.</exception>
    public async Task<BatchPreview> PreviewAsync(double minimum, CancellationToken cancellationToken)
    {
        await directory.RefreshAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await db.Tickets.CountAsync(ticket => Waiting.Contains(ticket.State), cancellationToken);
        var tickets = await db.Tickets.AsNoTracking().Where(ticket => Waiting.Contains(ticket.State))
            .OrderBy(ticket => ticket.SubmittedAt).ThenBy(ticket => ticket.Id).Take(Depth).ToListAsync(cancellationToken);
        var histories = await HistoriesAsync(db, tickets, cancellationToken);
        var (batch, calibrated) = (new List<BatchTicket>(), true);
        foreach (var ticket in tickets)
        {
            var decision = await router.PreviewAsync(ticket, ToAskOthers(ticket, histories[ticket.Id]), other: null, cancellationToken);
            batch.Add(new BatchTicket(batch.Count + 1, decision.Candidates));
            calibrated &= decision.IsCalibrated;
        }

        var plan = BatchAssignment.Plan(batch, minimum);
        var names = await NamesAsync(db, plan, cancellationToken);
        return new BatchPreview(
            [.. plan.Picks.Select(pick => new BatchProposal(Numbered(pick.TicketId), pick.ExpertId, Name(pick.ExpertId), pick.Probability))],
            [.. plan.Unassigned.Select(Numbered)],
            plan.Value, BatchOverload.OfLikeliest(batch, minimum), Math.Max(waiting, tickets.Count), calibrated);

        Ticket Numbered(long number) => tickets[(int)number - 1];

        string Name(long expert) => names.GetValueOrDefault(expert) ?? expert.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The status in which the router would look for somebody else than who holds the ticket or is asked already.</summary>
    private static TicketStatus ToAskOthers(Ticket ticket, IEnumerable<TicketEvent> history)
    {
        // Events that came in after the ticket was read belong to a move that this preview does not know.
        var status = TicketLife.Replay(history.Where(entry => entry.Number <= ticket.Events).Select(entry => entry.ToMove()))!;
        long[] holder = status.HolderId is { } own ? [own] : [];
        return status with { Refused = [.. status.Refused, .. status.Asked, .. holder], FormerHolderId = null };
    }

    private static async Task<ILookup<Guid, TicketEvent>> HistoriesAsync(AppDbContext db, List<Ticket> tickets, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. tickets.Select(ticket => ticket.Id)];
        var events = await db.TicketEvents.AsNoTracking().Where(entry => ids.Contains(entry.TicketId)).OrderBy(entry => entry.Number).ToListAsync(cancellationToken);
        return events.ToLookup(entry => entry.TicketId);
    }

    private static Task<Dictionary<long, string>> NamesAsync(AppDbContext db, BatchPlan plan, CancellationToken cancellationToken)
    {
        long[] named = [.. plan.Picks.Select(pick => pick.ExpertId).Distinct()];
        return db.Experts.Where(expert => named.Contains(expert.Id)).ToDictionaryAsync(expert => expert.Id, expert => expert.Name, cancellationToken);
    }
}
