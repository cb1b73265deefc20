using ExpertRouter.App.Finding;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Deciding.Trees;
using ExpertRouter.App.Routing.Rules;
using ExpertRouter.Core.Routing;
using ExpertRouter.Data.Providers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Tests.Routing.Trees;

/// <summary>
/// A routing world with a tree: the finder says Ada .6, Ben .2, Cai .1, the adviser "good" Ben, the adviser "bad" Ada before Cai. Ada always
/// declines, Ben always resolves.
/// </summary>
internal sealed class TreeWorld : IAsyncDisposable
{
    private static readonly ITicketAdviser[] Advisers = [new FixedAdviser("good", (2, 1)), new FixedAdviser("bad", (1, 4), (3, 2))];

    private readonly TicketRouter _router;
    private int _tickets;

    private TreeWorld(RoutingWorld world)
    {
        World = world;
        (world.Routing.OffersPerWeek, world.Routing.Trees.MinimumOutcomes) = (null, 10);
        Keeper = NewKeeper();
        var options = Options.Create(world.Routing);
        Scorer = new TreeScorer(world.Scorer, Keeper, new TraitsReader(), Advisers, world.Database, options);
        var facts = new FactsReader(world.Database, world.Directory, new FindingCatalog(world.Database, TimeProvider.System), world.OpenFacts, world.Time);
        _router = new TicketRouter(world.Database, world.Ledger, Scorer, facts, world.Policy, world.Directory, world.Index, options, world.Time, NullLogger<TicketRouter>.Instance);
    }

    public RoutingWorld World { get; }

    public TreeKeeper Keeper { get; }

    public TreeScorer Scorer { get; }

    public TreeMode Mode { set => World.Routing.Trees.Mode = value; }

    public static async Task<TreeWorld> CreateAsync(TreeMode mode, DatabaseProvider provider = DatabaseProvider.Sqlite) =>
        new(await RoutingWorld.CreateAsync(provider)) { Mode = mode };

    /// <summary>As after a restart.</summary>
    public TreeKeeper NewKeeper() => new(World.Database, new TraitsReader(), Advisers, World.Time);

    /// <summary>The tree two minutes later, when it has looked at the store again.</summary>
    public async Task<string?> FingerprintAsync(TreeKeeper? keeper = null)
    {
        World.Time.Now += TimeSpan.FromMinutes(2);
        return (await (keeper ?? Keeper).ReportAsync(RoutingWorld.Cancel))?.Fingerprint;
    }

    public async Task<int> OutcomesAsync()
    {
        World.Time.Now += TimeSpan.FromMinutes(2);
        return (await Keeper.ReportAsync(RoutingWorld.Cancel))?.Report.Leaves.Sum(leaf => leaf.Samples) ?? 0;
    }

    public async Task<RoutingDecision> DecideAsync()
    {
        World.Time.Now += TimeSpan.FromMinutes(2);
        var id = await World.SubmitAsync(RoutingWorld.Submission($"T-{++_tickets}"));
        return (await _router.RouteAsync(id, RoutingWorld.Cancel))!;
    }

    public Task<RoutingDecision> PreviewAsync() =>
        _router.PreviewAsync(World.Intake.ToTicket(RoutingWorld.Submission("preview")), other: null, RoutingWorld.Cancel);

    /// <summary>Tickets that Ada declines and Ben then resolves: two outcomes each.</summary>
    public async Task LearnAsync(int tickets)
    {
        for (var i = 0; i < tickets; i++)
        {
            World.Time.Now += TimeSpan.FromMinutes(2);
            var id = await World.SubmitAsync(RoutingWorld.Submission($"T-{++_tickets}"));
            await _router.RouteAsync(id, RoutingWorld.Cancel);
            if ((await World.WaitingAsync(id))[0] == 1)
            {
                await World.Recorder.DeclineAsync(id, RoutingWorld.Expert(1), "no", RoutingWorld.Cancel);
                await _router.RouteAsync(id, RoutingWorld.Cancel);
            }
            await World.Recorder.AcceptAsync(id, RoutingWorld.Expert(2), RoutingWorld.Cancel);
            await World.Recorder.ResolveAsync(id, RoutingWorld.Expert(2), "done", RoutingWorld.Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Keeper.Dispose();
        await World.DisposeAsync();
    }
}
