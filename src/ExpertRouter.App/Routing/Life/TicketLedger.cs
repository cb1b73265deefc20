using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Routing.Life;

/// <summary>
/// The only writer of tickets. A change is one transaction: ticket, events, offers, outcomes and outbox rows go in together or not at
/// all. When two change a ticket at once, the second is done over again on what the first left, and may then be refused. Thread-safe.
/// </summary>
public sealed class TicketLedger(IDbContextFactory<AppDbContext> contexts, IOptions<RoutingOptions> options, TimeProvider time)
{
    private const int Attempts = 10;
    private const string Consumer = "record-outcome";

    private readonly Func<AppDbContext, Guid, CancellationToken, Task<Ticket?>> _ticket = EF.CompileAsyncQuery((AppDbContext db, Guid id, CancellationToken _) =>
        db.Tickets.SingleOrDefault(row => row.Id == id));

    private readonly Func<AppDbContext, Guid, int, IAsyncEnumerable<TicketEvent>> _history = EF.CompileAsyncQuery<AppDbContext, Guid, int, TicketEvent>((db, id, events) =>
        db.TicketEvents.Where(entry => entry.TicketId == id && entry.Number <= events).OrderBy(entry => entry.Number));

    private readonly Func<AppDbContext, Guid, IAsyncEnumerable<TicketOffer>> _waiting = EF.CompileAsyncQuery((AppDbContext db, Guid id) =>
        db.TicketOffers.Where(offer => offer.TicketId == id && offer.Answer == OfferAnswer.Waiting));

    /// <summary>Changes a ticket. The change may run several times and must have no effect of its own.</summary>
    /// <exception cref="TicketRejectedException">There is no such ticket.</exception>
    /// <exception cref="IllegalTicketMoveException">The change made an illegal move; nothing of it was saved.</exception>
    public async Task<T> ChangeAsync<T>(Guid ticketId, Func<TicketWork, CancellationToken, Task<T>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var work = await OpenAsync(db, ticketId, cancellationToken);
            var read = work.Ticket.Version;
            var result = await change(work, cancellationToken);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return result;
            }
            catch (DbUpdateException error) when (attempt < Attempts)
            {
                if (error is not DbUpdateConcurrencyException && !await HasMovedOnAsync(ticketId, read, cancellationToken))
                    throw;
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 5 * attempt)), cancellationToken);
            }
        }
    }

    /// <summary>
    /// Makes one move; an illegal one is noted in the history before it is thrown. A message that made its move before makes none: the
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
        catch (IllegalTicketMoveException refused)
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

    internal TicketWork Begin(AppDbContext db, Ticket ticket) => new(db, ticket, [], [], options.Value, time.GetUtcNow());

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
    private async Task<bool> HasMovedOnAsync(Guid ticketId, int read, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Tickets.AnyAsync(row => row.Id == ticketId && row.Version != read, cancellationToken);
    }

    private async Task<TicketWork> OpenAsync(AppDbContext db, Guid ticketId, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var ticket = await _ticket(db, ticketId, cancellationToken)
            ?? throw new TicketRejectedException(TicketProblem.UnknownTicket, $"There is no ticket {ticketId}.");
        var history = await _history(db, ticketId, ticket.Events).ToListAsync(cancellationToken);
        var waiting = await _waiting(db, ticketId).ToListAsync(cancellationToken);
        return new TicketWork(db, ticket, history, waiting, options.Value, time.GetUtcNow());
    }
}
