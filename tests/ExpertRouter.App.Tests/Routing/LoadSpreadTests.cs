using ExpertRouter.App.Routing.Views;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;

namespace ExpertRouter.App.Tests.Routing;

public sealed class LoadSpreadTests
{
    [Theory, DatabaseData]
    public async Task Read_AskingsOfLate_AreSpreadOverAllWhoWereAskedInTheYear(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);
        var ticket = await world.SubmitAsync();
        await AddAsync(world, ticket, (1, 1), (1, 2), (1, 29), (2, 29), (3, 31), (3, 364));

        var spread = await Reader(world).ReadAsync(RoutingWorld.Cancel);

        // Ada 3, Ben 1, Cai 0 of late: ascending 0 1 3, Σ (2i − 4) x = 0·(−2) + 1·0 + 3·2 = 6, over 3 · 4
        Assert.Equal(new LoadSpread(4, 3, .5), spread);
    }

    [Theory, DatabaseData]
    public async Task Read_NobodyAskedWithinAYear_IsUnknown(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);
        var ticket = await world.SubmitAsync();
        await AddAsync(world, ticket, (1, 366));

        Assert.Null(await Reader(world).ReadAsync(RoutingWorld.Cancel));
    }

    private static LoadSpreadReader Reader(RoutingWorld world) => new(world.Database, world.Directory, world.Time);

    private static async Task AddAsync(RoutingWorld world, Guid ticket, params (long Expert, int DaysAgo)[] askings)
    {
        await using var db = world.Database.CreateDbContext();
        foreach (var (number, (expert, days)) in askings.Index())
        {
            var at = RoutingWorld.Start.AddDays(-days);
            db.TicketOffers.Add(new TicketOffer { TicketId = ticket, EventNumber = 100 + number, ExpertId = expert, OfferedAt = at, ExpiresAt = at.AddDays(1), Answer = OfferAnswer.TimedOut });
        }
        await db.SaveChangesAsync(RoutingWorld.Cancel);
    }
}
