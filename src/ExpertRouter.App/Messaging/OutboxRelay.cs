using ExpertRouter.App.Indexing;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Messaging;

/// <summary>
/// Delivers the outbox in order of id, at least once, and forgets delivered events after <see cref="Retention"/>. The events only
/// nudge, the store knows what changed: a lost nudge costs waiting, never data. Inside one process so far: the index is told that
/// there is something to take in. Thread-safe; concurrent runs may deliver twice.
/// </summary>
public sealed class OutboxRelay(IDbContextFactory<AppDbContext> contexts, IndexNudge nudge, TimeProvider time)
{
    /// <summary>How long delivered events are kept for whoever looks into a problem.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    private const int BatchSize = 500;

    /// <summary>Delivers what is waiting and returns how many events that were.</summary>
    public async Task<int> DeliverAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var delivered = 0;
        while (true)
        {
            var waiting = await db.Outbox.AsNoTracking()
                .Where(message => message.SentAt == null).OrderBy(message => message.Id).Select(message => message.Id)
                .Take(BatchSize).ToListAsync(cancellationToken);
            if (waiting.Count == 0)
                break;
            nudge.Nudge();
            DateTimeOffset? now = time.GetUtcNow();
            await db.Outbox.Where(message => waiting.Contains(message.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(message => message.SentAt, now), cancellationToken);
            delivered += waiting.Count;
        }
        DateTimeOffset? forget = time.GetUtcNow() - Retention;
        await db.Outbox.Where(message => message.SentAt < forget).ExecuteDeleteAsync(cancellationToken);
        return delivered;
    }
}
