using ExpertRouter.App.Finding;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Life;
using ExpertRouter.App.Routing.Rules;
using ExpertRouter.App.Routing.Settings;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Tests.Routing;

/// <summary>Tickets in a real store, three experts (1 Ada, 2 Ben, 3 Cai), the requester Rae, and scores that the test sets.</summary>
internal sealed class RoutingWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private long _change;

    private RoutingWorld(TestDatabase database)
    {
        Database = database;
        var options = Options.Create(Routing);
        Directory = new ExpertDirectory(database);
        var catalog = new FindingCatalog(database, TimeProvider.System);
        OpenFacts = new OpenFacts(database, Directory, TimeProvider.System);
        Ledger = new TicketLedger(database, options, Time);
        Intake = new TicketIntake(database, Ledger, options, Time, NullLogger<TicketIntake>.Instance);
        var facts = new FactsReader(database, Directory, catalog, OpenFacts, Time);
        Router = new TicketRouter(database, Ledger, Scorer, facts, Policy, Directory, Index, options, Time, NullLogger<TicketRouter>.Instance);
        Settings = new ExpertSettingsDesk(database, Ledger, Directory, catalog, Leave, Time);
        Recorder = new OutcomeRecorder(Ledger, Directory, Settings);
        Sweeper = new TicketSweeper(database, Ledger, Router, Directory, Index, options, Time, NullLogger<TicketSweeper>.Instance);
        Reader = new TicketReader(database, Directory);
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public TestDatabase Database { get; }

    public RoutingOptions Routing { get; } = new();

    public LeaveCalendar Leave => new(Routing);

    public MovableTime Time { get; } = new(Start);

    public FixedScorer Scorer { get; } = new();

    public IndexCompleteness Index { get; } = new();

    public AskSome Policy { get; } = new();

    public ExpertDirectory Directory { get; }

    public OpenFacts OpenFacts { get; }

    public TicketLedger Ledger { get; }

    public TicketIntake Intake { get; }

    public TicketRouter Router { get; }

    public ExpertSettingsDesk Settings { get; }

    public OutcomeRecorder Recorder { get; }

    public TicketSweeper Sweeper { get; }

    public TicketReader Reader { get; }

    public static async Task<RoutingWorld> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var world = new RoutingWorld(await TestDatabase.CreateAsync(provider, Cancel));
        await using var db = world.Database.CreateDbContext();
        db.Sources.Add(new Source { Id = 1, Name = "wiki", Connector = "jsonl", Group = "wiki", Location = "", CreatedAt = Start });
        db.KnowledgeAreas.Add(new KnowledgeArea { Name = "kafka" });
        db.VisibilityGroups.Add(new VisibilityGroup { Id = "osprey", Name = "Osprey", Members = ["ben@example.org"] });
        db.Experts.AddRange(world.Person(1, "Ada"), world.Person(2, "Ben"), world.Person(3, "Cai"), world.Person(4, "Rae"));
        await db.SaveChangesAsync(Cancel);
        await world.Directory.RefreshAsync(Cancel);
        world.Scorer.Experts.AddRange([(1, .6), (2, .2), (3, .1)]);
        return world;
    }

    public static TicketSubmission Submission(string id = "A-1") => new()
    {
        Origin = "api", ExternalId = id, Title = "Consumer lag", Text = "The kafka consumer lags.", RequesterEmail = "rae@example.org",
    };

    public static TicketPerson Expert(long id) => TicketPerson.Expert(id, $"expert-{id}");

    public static TicketPerson Requester { get; } = TicketPerson.Requester("rae@example.org");

    public static TicketPerson Dispatcher { get; } = TicketPerson.Dispatcher("dee@example.org");

    public async Task<Guid> SubmitAsync(TicketSubmission? submission = null) =>
        (await Intake.SubmitAsync(submission ?? Submission(), Cancel)).TicketId;

    public async Task<Guid> SubmitAndRouteAsync(TicketSubmission? submission = null)
    {
        var id = await SubmitAsync(submission);
        await Router.RouteAsync(id, Cancel);
        return id;
    }

    public async Task<Ticket> TicketAsync(Guid id)
    {
        await using var db = Database.CreateDbContext();
        return await db.Tickets.SingleAsync(ticket => ticket.Id == id, Cancel);
    }

    public async Task<IReadOnlyList<TicketEvent>> HistoryAsync(Guid id) => (await Reader.GetAsync(id, Cancel))!.History;

    public async Task<IReadOnlyList<long>> WaitingAsync(Guid id) =>
        [.. (await Reader.GetAsync(id, Cancel))!.Offers.Where(offer => offer.Answer == OfferAnswer.Waiting).Select(offer => offer.ExpertId)];

    public async Task ChangeStoreAsync(Func<AppDbContext, Task> change)
    {
        await using var db = Database.CreateDbContext();
        await change(db);
        await db.SaveChangesAsync(Cancel);
        await Directory.RefreshAsync(Cancel);
    }

    public long NextChange() => ++_change;

    public async ValueTask DisposeAsync()
    {
        OpenFacts.Dispose();
        Directory.Dispose();
        await Database.DisposeAsync();
    }

    private Expert Person(long id, string name) => new()
    {
        Id = id, SourceId = 1, ExternalId = $"p{id}", Name = name, NormalizedName = name.ToLowerInvariant(), Email = $"{name.ToLowerInvariant()}@example.org",
        CreatedAt = Start, ChangeSequence = ++_change,
    };
}
