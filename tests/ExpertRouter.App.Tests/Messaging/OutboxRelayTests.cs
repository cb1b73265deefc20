using ExpertRouter.App.Indexing;
using ExpertRouter.App.Messaging;
using ExpertRouter.Core.Model;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Messaging;

public sealed class OutboxRelayTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Deliver_WaitingEvents_NudgesTheIndexAndMarksThem(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        await AddAsync(database, sentAt: null, count: 3);
        var nudge = new IndexNudge(TimeProvider.System);

        var delivered = await new OutboxRelay(database, nudge, new FixedTime(Now)).DeliverAsync(Ct);

        Assert.Equal(3, delivered);
        await nudge.WaitAsync(Timeout.InfiniteTimeSpan, Ct);
        await using var db = database.CreateDbContext();
        Assert.Equal([Now, Now, Now], await db.Outbox.Select(message => message.SentAt!.Value).ToListAsync(Ct));
    }

    [Theory, DatabaseData]
    public async Task Deliver_Again_DeliversNothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        await AddAsync(database, sentAt: null, count: 2);
        var relay = new OutboxRelay(database, new IndexNudge(TimeProvider.System), new FixedTime(Now));
        await relay.DeliverAsync(Ct);

        Assert.Equal(0, await relay.DeliverAsync(Ct));
    }

    [Fact]
    public async Task Deliver_EventsPastRetention_AreForgotten()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Ct);
        await AddAsync(database, sentAt: Now - OutboxRelay.Retention - TimeSpan.FromSeconds(1), count: 1);
        await AddAsync(database, sentAt: Now - OutboxRelay.Retention, count: 1);

        await new OutboxRelay(database, new IndexNudge(TimeProvider.System), new FixedTime(Now)).DeliverAsync(Ct);

        await using var db = database.CreateDbContext();
        Assert.Equal(1, await db.Outbox.CountAsync(Ct));
    }

    private static async Task AddAsync(TestDatabase database, DateTimeOffset? sentAt, int count)
    {
        await using var db = database.CreateDbContext();
        for (var i = 0; i < count; i++)
            db.Outbox.Add(new OutboxMessage { MessageId = Guid.CreateVersion7(), Type = "t", Payload = "{}", OccurredAt = Now, SentAt = sentAt });
        await db.SaveChangesAsync(Ct);
    }
}
