using ExpertRouter.App.Indexing;
using ExpertRouter.App.Messaging;
using ExpertRouter.App.Routing.Life;
using ExpertRouter.Contracts;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

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

        var delivered = await Relay(database, Stopped(), nudge).DeliverAsync(Ct);

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
        var relay = Relay(database, Stopped());
        await relay.DeliverAsync(Ct);

        Assert.Equal(0, await relay.DeliverAsync(Ct));
    }

    [Fact]
    public async Task Deliver_EventsPastRetention_AreForgotten()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Ct);
        await AddAsync(database, sentAt: Now - OutboxRelay.Retention - TimeSpan.FromSeconds(1), count: 1);
        await AddAsync(database, sentAt: Now - OutboxRelay.Retention, count: 1);

        await Relay(database, Stopped()).DeliverAsync(Ct);

        await using var db = database.CreateDbContext();
        Assert.Equal(1, await db.Outbox.CountAsync(Ct));
    }

    [Theory, DatabaseData]
    public async Task Deliver_TicketEvents_ComeUnderTheirIdsAndThoseOfOneTicketInOrder(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Ct);
        var rows = await AddTicketsAsync(database, tickets: 5, events: 4);
        var got = new List<(Guid Message, TicketChanged Event)>();
        var all = new TaskCompletionSource();
        var bus = Bus.Factory.CreateUsingInMemory(memory => memory.ReceiveEndpoint("listener", endpoint =>
        {
            endpoint.ConcurrentMessageLimit = 1;
            endpoint.Handler<TicketChanged>(context =>
            {
                got.Add((context.MessageId!.Value, context.Message));
                if (got.Count == rows.Count)
                    all.SetResult();
                return Task.CompletedTask;
            });
        }));
        await bus.StartAsync(Ct);

        var delivered = await Relay(database, bus).DeliverAsync(Ct);

        await all.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await bus.StopAsync(Ct);
        Assert.Equal(20, delivered);
        Assert.Equal(rows.Keys.Order(), got.Select(entry => entry.Message).Order());
        Assert.All(got, entry => Assert.Equal(rows[entry.Message], (entry.Event.TicketId, entry.Event.Number)));
        Assert.All(got.GroupBy(entry => entry.Event.TicketId), ticket => Assert.Equal([1, 2, 3, 4], ticket.Select(entry => entry.Event.Number)));
        Assert.All(got, entry => Assert.Equal(("routeagain", "submitted"), (entry.Event.Move, entry.Event.State)));
    }

    [Fact]
    public async Task Deliver_BrokerAway_TicketEventsWaitAndTheOthersDoNot()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, Ct);
        await AddTicketsAsync(database, tickets: 1, events: 2);
        await AddAsync(database, sentAt: null, count: 3);

        var delivered = await Relay(database, Stopped()).DeliverAsync(Ct);

        await using var db = database.CreateDbContext();
        Assert.Equal(3, delivered);
        Assert.Equal(2, await db.Outbox.CountAsync(message => message.SentAt == null, Ct));
    }

    private static IBusControl Stopped() => Bus.Factory.CreateUsingInMemory(_ => { });

    private static OutboxRelay Relay(TestDatabase database, IBusControl bus, IndexNudge? nudge = null) =>
        new(database, bus, nudge ?? new IndexNudge(TimeProvider.System), new FixedTime(Now), NullLogger<OutboxRelay>.Instance);

    private static async Task AddAsync(TestDatabase database, DateTimeOffset? sentAt, int count)
    {
        await using var db = database.CreateDbContext();
        for (var i = 0; i < count; i++)
            db.Outbox.Add(new OutboxMessage { MessageId = Guid.CreateVersion7(), Type = "t", Payload = "{}", OccurredAt = Now, SentAt = sentAt });
        await db.SaveChangesAsync(Ct);
    }

    private static async Task<Dictionary<Guid, (Guid, int)>> AddTicketsAsync(TestDatabase database, int tickets, int events)
    {
        var rows = new Dictionary<Guid, (Guid, int)>();
        var ids = Enumerable.Range(0, tickets).Select(_ => Guid.CreateVersion7()).ToList();
        await using var db = database.CreateDbContext();
        for (var number = 1; number <= events; number++)
        {
            foreach (var id in ids)
            {
                var moved = new TicketMoved(id, number, TicketMoveKind.RouteAgain, TicketState.Submitted, 1, null, [], [], "rae@example.org", "api", "A-1", Now);
                var row = new OutboxMessage { MessageId = Guid.CreateVersion7(), Type = moved.Type, Payload = moved.ToJson(), OccurredAt = Now };
                rows.Add(row.MessageId, (id, number));
                db.Outbox.Add(row);
                await db.SaveChangesAsync(Ct);
            }
        }
        return rows;
    }
}
