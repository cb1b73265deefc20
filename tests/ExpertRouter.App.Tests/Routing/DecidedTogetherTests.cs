using ExpertRouter.App.Routing;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Routing;

/// <summary>Decisions that wait for one that is being made: they go into one transaction.</summary>
public sealed class DecidedTogetherTests
{
    private const int Tickets = 12;

    private static CancellationToken Cancel => RoutingWorld.Cancel;

    [Theory, DatabaseData]
    public async Task Route_ManyThatWait_AreDecidedInOneTransactionAsOneByOne(DatabaseProvider provider)
    {
        await using var together = await WorldAsync(provider);
        await using var apart = await WorldAsync(provider);
        await RouteTogetherAsync(together, await SubmitAsync(together), meanwhile: _ => Task.CompletedTask);
        foreach (var id in await SubmitAsync(apart))
            await apart.Router.RouteAsync(id, Cancel);

        var (decisions, expected) = (await DecisionsAsync(together), await DecisionsAsync(apart));
        Assert.Equal(Tickets, expected.Count);
        Assert.Equal([1L, 2L], expected[0].Choice.Chosen);
        Assert.Equal(RoutingAction.Abstain, expected[^1].Choice.Action);
        Assert.Equivalent(expected, decisions, strict: true);
        // The clock moves with every decision, but a transaction has one time: that of the first, and one for all who waited.
        await using var db = together.Database.CreateDbContext();
        Assert.Equal(2, await db.TicketEvents.Where(entry => entry.Number == 2).Select(entry => entry.At).Distinct().CountAsync(Cancel));
    }

    [Theory, DatabaseData]
    public async Task Route_OneOfThoseThatWaitIsGone_TheOthersAreDecided(DatabaseProvider provider)
    {
        await using var world = await WorldAsync(provider);
        var ids = await SubmitAsync(world);

        var tasks = await RouteTogetherAsync(world, ids, async db => await db.Tickets.Where(ticket => ticket.Id == ids[5]).ExecuteDeleteAsync(Cancel));

        var gone = Assert.Single(tasks, task => !task.IsCompletedSuccessfully);
        Assert.Equal(TicketProblem.UnknownTicket, (await Assert.ThrowsAsync<TicketRejectedException>(() => gone)).Problem);
        Assert.Equal(Tickets - 1, (await DecisionsAsync(world)).Count);
    }

    /// <summary>Capacities 3, 4 and 2, two asked of each ticket: nobody is left before the last.</summary>
    private static async Task<RoutingWorld> WorldAsync(DatabaseProvider provider)
    {
        var world = await RoutingWorld.CreateAsync(provider);
        foreach (var (expert, capacity) in ((long, int)[])[(1, 3), (2, 4), (3, 2)])
            await world.Settings.ChangeAsync(expert, settings => settings.Capacity = capacity, Cancel);
        world.Policy.Count = 2;
        world.Policy.Choosing = () => world.Time.Now += TimeSpan.FromSeconds(1);
        return world;
    }

    private static async Task<List<Guid>> SubmitAsync(RoutingWorld world)
    {
        var ids = new List<Guid>();
        for (var number = 1; number <= Tickets; number++)
            ids.Add(await world.SubmitAsync(RoutingWorld.Submission($"A-{number}")));
        return ids;
    }

    /// <summary>Holds the first decision until all others wait.</summary>
    private static async Task<List<Task<RoutingDecision?>>> RouteTogetherAsync(RoutingWorld world, List<Guid> ids, Func<Data.AppDbContext, Task> meanwhile)
    {
        using var begun = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var next = world.Policy.Choosing!;
        world.Policy.Choosing = () =>
        {
            world.Policy.Choosing = next;
            begun.Release();
            go.Wait(Cancel);
            next();
        };
        List<Task<RoutingDecision?>> tasks = [Task.Run(() => world.Router.RouteAsync(ids[0], Cancel), Cancel)];
        await begun.WaitAsync(Cancel);
        tasks.AddRange(ids.Skip(1).Select(id => Task.Run(() => world.Router.RouteAsync(id, Cancel), Cancel)));
        await BusyAsync(world);
        await world.ChangeStoreAsync(meanwhile);
        go.Release();
        await Task.WhenAll(tasks).ContinueWith(_ => { }, Cancel, TaskContinuationOptions.None, TaskScheduler.Default);
        return tasks;
    }

    private static async Task BusyAsync(RoutingWorld world)
    {
        while (world.Router.Waiting < Tickets - 1)
            await Task.Delay(10, Cancel);
    }

    private static async Task<List<RoutingDecision>> DecisionsAsync(RoutingWorld world)
    {
        await using var db = world.Database.CreateDbContext();
        var details = await db.TicketDecisions.OrderBy(row => row.At).Select(row => row.Details).ToListAsync(Cancel);
        return details.ConvertAll(json => System.Text.Json.JsonSerializer.Deserialize<RoutingDecision>(json, RoutingJson.Options)! with { Seed = 0 });
    }
}
