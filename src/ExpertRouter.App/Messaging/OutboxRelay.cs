using System.Text.Json;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Routing.Life;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ExpertRouter.App.Messaging;

/// <summary>
/// Delivers the outbox at least once and forgets delivered events after <see cref="Retention"/>. Events of tickets go to the bus under
/// their fixed message ids, those of one ticket in order, different tickets beside each other; while the broker is away they wait. All
/// others tell the index that there is something to take in. Events only nudge, the store knows what changed: a lost nudge costs
/// waiting, never data. Thread-safe; concurrent runs may deliver twice.
/// </summary>
public sealed partial class OutboxRelay(
    IDbContextFactory<AppDbContext> contexts, IBusControl bus, IndexNudge nudge, TimeProvider time, ILogger<OutboxRelay> logger)
{
    /// <summary>How long delivered events are kept for whoever looks into a problem.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    /// <summary>How long a handled message is remembered, so that a repeat changes nothing.</summary>
    public static readonly TimeSpan InboxRetention = TimeSpan.FromDays(30);

    private const int BatchSize = 500;
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(30);

    private DateTimeOffset _forgot = DateTimeOffset.MinValue;

    /// <summary>Whether the broker is there; while it is not, events of tickets wait.</summary>
    public bool IsConnected => bus.CheckHealth().Status == BusHealthStatus.Healthy;

    /// <summary>Delivers what is waiting and returns how many events that were.</summary>
    /// <exception cref="Exception">The store or the broker failed; what was delivered before is marked, the rest waits.</exception>
    public async Task<int> DeliverAsync(CancellationToken cancellationToken)
    {
        var delivered = 0;
        for (var more = true; more;)
        {
            var count = await DeliverBatchAsync(cancellationToken);
            delivered += count;
            more = count == BatchSize;
        }
        if (time.GetUtcNow() - _forgot >= ForgetEvery)
            await ForgetAsync(cancellationToken);
        return delivered;
    }

    private async Task<int> DeliverBatchAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var query = db.Outbox.AsNoTracking().Where(message => message.SentAt == null);
        if (!IsConnected)
            query = query.Where(message => !message.Type.StartsWith(TicketMoved.TypePrefix));
        var waiting = await query.OrderBy(message => message.Id).Take(BatchSize).ToListAsync(cancellationToken);
        if (waiting.Count == 0)
            return 0;
        var others = waiting.Where(message => !IsTicket(message)).Select(message => message.Id).ToList();
        if (others.Count > 0)
            nudge.Nudge();
        var lines = waiting.Where(IsTicket).Select(Read).GroupBy(message => message.Event?.TicketId).Select(PublishAsync).ToList();
        var results = await Task.WhenAll(lines);
        long[] done = [.. others, .. results.SelectMany(result => result.Done)];
        DateTimeOffset? now = time.GetUtcNow();
        await db.Outbox.Where(message => done.Contains(message.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.SentAt, now), cancellationToken);
        if (results.FirstOrDefault(result => result.Error is not null) is not { Error: { } error })
            return done.Length;
        long[] failed = [.. waiting.Select(message => message.Id).Except(done)];
        await db.Outbox.Where(message => failed.Contains(message.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.Attempts, message => message.Attempts + 1), cancellationToken);
        throw new InvalidOperationException($"{failed.Length} of {waiting.Count} events could not be published: {error.Message}", error);

        async Task<(List<long> Done, Exception? Error)> PublishAsync(IEnumerable<(OutboxMessage Row, TicketMoved? Event)> events)
        {
            var sent = new List<long>();
            try
            {
                foreach (var (row, moved) in events)
                {
                    if (moved is not null)
                        await PublishOneAsync(row.MessageId, moved, cancellationToken);
                    sent.Add(row.Id);
                }
                return (sent, null);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                return (sent, failure);
            }
        }
    }

    private async Task PublishOneAsync(Guid messageId, TicketMoved moved, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(PublishTimeout);
        await bus.Publish(moved.ToContract(), context => context.MessageId = messageId, limited.Token);
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        DateTimeOffset? forget = now - Retention;
        await db.Outbox.Where(message => message.SentAt < forget).ExecuteDeleteAsync(cancellationToken);
        var handled = now - InboxRetention;
        await db.Inbox.Where(message => message.At < handled).ExecuteDeleteAsync(cancellationToken);
        _forgot = now;
    }

    private static bool IsTicket(OutboxMessage message) => message.Type.StartsWith(TicketMoved.TypePrefix, StringComparison.Ordinal);

    private (OutboxMessage Row, TicketMoved? Event) Read(OutboxMessage message)
    {
        try
        {
            return (message, TicketMoved.FromJson(message.Payload));
        }
        catch (JsonException error)
        {
            LogUnreadable(error, message.Id);
            return (message, null);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox event {Id} cannot be read and is passed over; the sweeper works from the store")]
    private partial void LogUnreadable(Exception error, long id);
}
