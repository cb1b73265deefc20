using System.Text.Json;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Routing.Life;
using ExpertRouter.App.Routing.Rules;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Routing;

/// <summary>
/// Moves what stands still: decisions that no message brought about, offers nobody answered, tickets for which nobody was found (one
/// soft rule less at a time), work that does not end, experts who are gone. Safe to run on several nodes at once. Thread-safe.
/// </summary>
public sealed partial class TicketSweeper(
    IDbContextFactory<AppDbContext> contexts, TicketLedger ledger, TicketRouter router, ExpertDirectory directory, IndexCompleteness index, IOptions<RoutingOptions> options,
    TimeProvider time, ILogger<TicketSweeper> logger)
{
    private const int BatchSize = 500;

    private enum Turn
    {
        None,
        Routed,
        TimedOut,
        Relaxed,
        Escalated,
        Released,
        Failed,
    }

    /// <summary>One pass over everything that is due.</summary>
    public async Task<SweepReport> SweepAsync(CancellationToken cancellationToken)
    {
        await directory.RefreshAsync(cancellationToken);
        var turns = new List<Turn>();
        foreach (var id in await AbandonedAsync(cancellationToken))
            turns.Add(await TryAsync(id, ReleaseAsync, cancellationToken));
        foreach (var id in await DueAsync(cancellationToken))
            turns.Add(await TryAsync(id, ActAsync, cancellationToken));
        return new SweepReport(Count(Turn.Routed), Count(Turn.TimedOut), Count(Turn.Relaxed), Count(Turn.Escalated), Count(Turn.Released), Count(Turn.Failed));

        int Count(Turn turn) => turns.Count(other => other == turn);
    }

    /// <summary>While the index is being filled those that wait for a decision are left, unless they have waited as long as tickets for which nobody was found.</summary>
    private async Task<List<Guid>> DueAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset? now = time.GetUtcNow();
        var undecided = index.Complete.IsCompleted ? now : now - options.Value.AbstainedDue;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Tickets.Where(ticket => ticket.DueAt <= now && (ticket.State != TicketState.Submitted || ticket.DueAt <= undecided)).OrderBy(ticket => ticket.DueAt).Select(ticket => ticket.Id).Take(BatchSize).ToListAsync(cancellationToken);
    }

    /// <summary>Tickets whose holder was deleted, or where somebody who is gone is asked or holds them.</summary>
    private async Task<IEnumerable<Guid>> AbandonedAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var held = await db.Tickets.Where(ticket => ticket.State == TicketState.Accepted)
            .Select(ticket => new { ticket.Id, ticket.HolderId }).ToListAsync(cancellationToken);
        var asked = await db.TicketOffers.Where(offer => offer.Answer == OfferAnswer.Waiting)
            .Select(offer => new { offer.TicketId, offer.ExpertId }).ToListAsync(cancellationToken);
        var orphaned = await db.Tickets
            .Where(ticket => ticket.State == TicketState.Assigned || ticket.State == TicketState.Offered || ticket.State == TicketState.Broadcast)
            .Where(ticket => !db.TicketOffers.Any(offer => offer.TicketId == ticket.Id && offer.Answer == OfferAnswer.Waiting))
            .Select(ticket => ticket.Id).ToListAsync(cancellationToken);
        return held.Where(ticket => ticket.HolderId is not { } holder || IsGone(holder)).Select(ticket => ticket.Id)
            .Concat(asked.Where(offer => IsGone(offer.ExpertId)).Select(offer => offer.TicketId))
            .Concat(orphaned)
            .Distinct();
    }

    private bool IsGone(long expert) => !directory.IsRankable(directory.Resolve(expert));

    private async Task<Turn> TryAsync(Guid ticketId, Func<Guid, CancellationToken, Task<Turn>> act, CancellationToken cancellationToken)
    {
        try
        {
            return await act(ticketId, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(error, ticketId);
            return Turn.Failed;
        }
    }

    private Task<Turn> ReleaseAsync(Guid ticketId, CancellationToken cancellationToken) => ledger.ChangeAsync(
        ticketId,
        async (work, cancel) =>
        {
            var concerned = work.Status!.State == TicketState.Accepted && work.Status.HolderId is { } holder ? [holder] : work.Status.Asked;
            var present = await work.Db.Experts.Where(expert => concerned.Contains(expert.Id)).Select(expert => expert.Id).ToListAsync(cancel);
            var gone = concerned.Where(expert => !present.Contains(expert) || IsGone(expert)).ToList();
            foreach (var expert in gone)
                work.Move(new TicketMove { Kind = TicketMoveKind.Release, ExpertId = expert, Reason = "This expert is not available any more." }, TicketPerson.System);
            return gone.Count > 0 ? Turn.Released : Turn.None;
        },
        cancellationToken);

    private async Task<Turn> ActAsync(Guid ticketId, CancellationToken cancellationToken)
    {
        var turn = await ledger.ChangeAsync(ticketId, StepAsync, cancellationToken);
        if (turn is not (Turn.Routed or Turn.TimedOut or Turn.Relaxed))
            return turn;
        var decision = await router.RouteAsync(ticketId, cancellationToken);
        return turn == Turn.Routed && decision is null ? Turn.None : turn;
    }

    private async Task<Turn> StepAsync(TicketWork work, CancellationToken cancellationToken)
    {
        if (work.Ticket.DueAt is not { } due || due > time.GetUtcNow() || work.Status is not { } status)
            return Turn.None;
        switch (status.State)
        {
            case TicketState.Submitted when !index.Complete.IsCompleted:
                return time.GetUtcNow() - due >= options.Value.AbstainedDue ? Escalate(work, "The index has been incomplete for too long, so nobody can be found by it.") : Turn.None;
            case TicketState.Submitted:
                return status.Round <= options.Value.MostRounds ? Turn.Routed : Escalate(work, "Too many rounds without a result.");
            case TicketState.Assigned or TicketState.Offered or TicketState.Broadcast:
                work.Move(new TicketMove { Kind = TicketMoveKind.TimeOut, Reason = "No answer in time." }, TicketPerson.System);
                return work.Status.Round <= options.Value.MostRounds ? Turn.TimedOut : Escalate(work, "Too many rounds without a result.");
            case TicketState.Abstained:
                var excluded = await ExcludedAsync(work, cancellationToken);
                if (!HardRules.CanBeRelaxed(excluded, status) || status.Round >= options.Value.MostRounds)
                    return Escalate(work, "Nobody suitable was found.");
                work.Move(new TicketMove { Kind = TicketMoveKind.RouteAgain, Reason = "Nobody suitable was found; tried again with one rule less." }, TicketPerson.System);
                work.Move(new TicketMove { Kind = TicketMoveKind.Relax, Reason = status.Relaxation == 0 ? "The required skill is no longer demanded." : "Working hours, weekly caps and earlier silence no longer count." }, TicketPerson.System);
                return Turn.Relaxed;
            case TicketState.Accepted:
                return Escalate(work, "Accepted, but not resolved in time.");
            case TicketState.Escalated:
                return Escalate(work, "Still waits for a dispatcher.");
            default:
                return Turn.None;
        }
    }

    private static Turn Escalate(TicketWork work, string reason)
    {
        work.Move(new TicketMove { Kind = TicketMoveKind.Escalate, Reason = reason }, TicketPerson.System);
        return Turn.Escalated;
    }

    private static async Task<IReadOnlyList<Exclusion>> ExcludedAsync(TicketWork work, CancellationToken cancellationToken)
    {
        var details = await work.Db.TicketDecisions.Where(row => row.TicketId == work.Ticket.Id && row.Round == work.Ticket.Round)
            .Select(row => row.Details).SingleOrDefaultAsync(cancellationToken);
        return details is null ? [] : JsonSerializer.Deserialize<RoutingDecision>(details, RoutingJson.Options)?.Excluded ?? [];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Ticket {TicketId} could not be moved on; it comes again in the next sweep")]
    private partial void LogFailed(Exception error, Guid ticketId);
}
