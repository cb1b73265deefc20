using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Routing.Life;

/// <summary>
/// The only writer of tickets. A change is one transaction: ticket, events, offers, outcomes and outbox rows go in together or not at
/// all. When two change a ticket at once, the second is done over again on what the first left, and may then be refused. Thread-safe.
/// </summary>
public sealed class TicketLedger(IDbContextFactory<AppDbContext> contexts, IOptions<RoutingOptions> options, TimeProvider time, OutboxNudge? outbox = null)
{
    private const int Attempts = 10;
    private const string Consumer = "record-outcome";

    private readonly Func<AppDbContext, Guid[], IAsyncEnumerable<Ticket>> _tickets = EF.CompileAsyncQuery((AppDbContext db, Guid[] ids) =>
        db.Tickets.Where(row => ids.Contains(row.Id)));

    private readonly Func<AppDbContext, Guid[], IAsyncEnumerable<TicketEvent>> _histories = EF.CompileAsyncQuery<AppDbContext, Guid[], TicketEvent>((db, ids) =>
        db.TicketEvents.AsNoTracking().Where(entry => ids.Contains(entry.TicketId)).OrderBy(entry => entry.Number));

    private readonly Func<AppDbContext, Guid[], IAsyncEnumerable<TicketOffer>> _waiting = EF.CompileAsyncQuery((AppDbContext db, Guid[] ids) =>
        db.TicketOffers.Where(offer => ids.Contains(offer.TicketId) && offer.Answer == OfferAnswer.Waiting));

    /// <summary>Changes a ticket. The change may run several times and must have no effect of its own.</summary>
    /// <exception cref="TicketRejectedException">There is no such ticket.</exception>
    /// <exception cref="IllegalTicketMoveException">The change made an illegal move; nothing of it was saved.</exception>
    public Task<T> ChangeAsync<T>(Guid ticketId, Func<TicketWork, CancellationToken, Task<T>> change, CancellationToken cancellationToken) =>
        ChangeAllAsync([ticketId], (works, cancel) => change(works[ticketId], cancel), cancellationToken);

    /// <summary>Changes several tickets in one transaction.</summary>
    /// <inheritdoc cref="ChangeAsync"/>
    public async Task<T> ChangeAllAsync<T>(
        IEnumerable<Guid> ticketIds, Func<IReadOnlyDictionary<Guid, TicketWork>, CancellationToken, Task<T>> change, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. ticketIds.Distinct()];
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var works = await OpenAsync(db, ids, cancellationToken);
            var read = works.Values.ToDictionary(work => work.Ticket.Id, work => work.Ticket.Version);
            var result = await change(works, cancellationToken);
            try
            {
                await SaveAsync(db, cancellationToken);
                return result;
            }
            catch (DbUpdateException error) when (attempt < Attempts)
            {
                if (error is not DbUpdateConcurrencyException && !await HaveMovedOnAsync(read, cancellationToken))
                    throw;
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 5 * attempt)), cancellationToken);
            }
        }
    }

    /// <summary>
    /// Makes one move; an illegal one is noted in the history before it is thrown, unless it comes early and who makes it is patient. A message that made its move before makes none: the
    /// message is remembered in the same transaction.
    /// </summary>
    /// <exception cref="TicketRejectedException">There is no such ticket.</exception>
    /// <exception cref="IllegalTicketMoveException">The move is not legal now.</exception>
    public async Task<TicketStatus> MoveAsync(Guid ticketId, Func<TicketWork, TicketMove> move, TicketPerson by, CancellationToken cancellationToken)
    {
        try
        {
            return await ChangeAsync(
                ticketId,
                async (work, cancel) => await IsRepeatAsync(work, by, cancel) ? work.Status! : work.Move(move(work), by),
                cancellationToken);
        }
        catch (IllegalTicketMoveException refused) when (!(refused.IsEarly && by.IsPatient))
        {
            await RefuseAsync(ticketId, refused.Message, by, cancellationToken);
            throw;
        }
    }

    /// <summary>Notes a refusal, unless the same one is the latest event.</summary>
    public Task RefuseAsync(Guid ticketId, string reason, TicketPerson by, CancellationToken cancellationToken) =>
        ChangeAsync(
            ticketId,
            async (work, cancel) =>
            {
                var latest = await work.Db.TicketEvents.FindAsync([ticketId, work.Ticket.Events], cancel);
                if (latest is { Kind: TicketMoveKind.Refuse } && latest.Reason == reason && latest.ActorName == by.Name)
                    return false;
                work.Move(new TicketMove { Kind = TicketMoveKind.Refuse, ExpertId = by.ExpertId, Reason = reason }, by);
                return true;
            },
            cancellationToken);

    /// <summary>Begins the history of a new ticket; anew where an earlier try was not saved.</summary>
    internal TicketWork Begin(AppDbContext db, Ticket ticket)
    {
        (ticket.Events, ticket.Version) = (0, 0);
        return new TicketWork(db, ticket, [], [], options.Value, time.GetUtcNow());
    }

    /// <summary>Saves and has what moved announced.</summary>
    internal async Task SaveAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        if (await db.SaveChangesAsync(cancellationToken) > 0)
            outbox?.Nudge();
    }

    private async Task<bool> IsRepeatAsync(TicketWork work, TicketPerson by, CancellationToken cancellationToken)
    {
        if (by.MessageId is not { } message)
            return false;
        if (await work.Db.Inbox.AnyAsync(row => row.MessageId == message && row.Consumer == Consumer, cancellationToken))
            return true;
        work.Db.Inbox.Add(new InboxMessage { MessageId = message, Consumer = Consumer, At = time.GetUtcNow() });
        return false;
    }

    /// <summary>Whether somebody else's change is in the store: then an event of the same number shows it before the version does.</summary>
    private async Task<bool> HaveMovedOnAsync(Dictionary<Guid, int> read, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await _tickets(db, [.. read.Keys]).AnyAsync(row => row.Version != read[row.Id], cancellationToken);
    }

    private async Task<Dictionary<Guid, TicketWork>> OpenAsync(AppDbContext db, Guid[] ids, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var tickets = await _tickets(db, ids).ToDictionaryAsync(ticket => ticket.Id, comparer: null, cancellationToken);
        foreach (var unknown in ids.Where(id => !tickets.ContainsKey(id)))
            throw new TicketRejectedException(TicketProblem.UnknownTicket, $"There is no ticket {unknown}.");
        var histories = (await _histories(db, ids).ToListAsync(cancellationToken)).ToLookup(entry => entry.TicketId);
        var waiting = (await _waiting(db, ids).ToListAsync(cancellationToken)).ToLookup(offer => offer.TicketId);
        var now = time.GetUtcNow();
        // Events that came in after the ticket was read belong to a change that this one will be done over for.
        return tickets.Values.ToDictionary(
            ticket => ticket.Id,
            ticket => new TicketWork(db, ticket, histories[ticket.Id].Where(entry => entry.Number <= ticket.Events), waiting[ticket.Id], options.Value, now));
    }
}
