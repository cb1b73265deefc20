using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.E2E.Tests;

/// <summary>In the browser tests' collection, so that no two portals load the demo organisation beside each other.</summary>
[Collection(BrowserCollection.Name)]
public sealed class TicketServersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ticket_OverThePagesRabbitMqAndPostgres_GoesFromFormToRating()
    {
        PortalServer.SkipWithoutBrowser();
        Assert.SkipWhen(TestBroker.Address is null, TestBroker.Missing);
        Assert.SkipUnless(Environment.GetEnvironmentVariable(TestDatabase.PostgresVariable) is { Length: > 0 }, $"set {TestDatabase.PostgresVariable}");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres, Cancel);
        await using var portal = new PortalOnServers(database);
        await portal.InitializeAsync();

        await TicketStory.PlayAsync(portal);

        await using var db = database.CreateDbContext();
        var ticket = await db.Tickets.SingleAsync(row => row.Title == TicketStory.Title, Cancel);
        var kinds = await db.TicketEvents.Where(entry => entry.TicketId == ticket.Id).OrderBy(entry => entry.Number).Select(entry => entry.Kind).ToListAsync(Cancel);
        Assert.Equal(
            [TicketMoveKind.Submit, TicketMoveKind.Accept, TicketMoveKind.Resolve, TicketMoveKind.Rate],
            kinds.Where(kind => kind is not (TicketMoveKind.Assign or TicketMoveKind.Offer or TicketMoveKind.Broadcast)));
        for (var attempt = 0; attempt < 100 && await db.Outbox.AnyAsync(message => message.SentAt == null, Cancel); attempt++)
            await Task.Delay(100, Cancel);
        Assert.False(await db.Outbox.AnyAsync(message => message.SentAt == null, Cancel), "the broker took every event");
    }
}
