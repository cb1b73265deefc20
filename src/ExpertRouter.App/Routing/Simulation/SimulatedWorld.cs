using System.Globalization;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Messaging;
using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.App.Setup;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Routing;
using ExpertRouter.Data;
using ExpertRouter.Evaluation.Datasets.Assignment;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>
/// An installation for one simulation: store in a temporary folder, bus in memory, the people of an issue collection, a clock that is set. The
/// experts of the protocol come first and have the ids 1, 2, 3 …; everybody else may ask only. No rule but those about people's wishes
/// applies: own tickets are allowed, nothing is capped.
/// </summary>
internal sealed class SimulatedWorld : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _folder;

    private SimulatedWorld(IHost host, string folder) => (_host, _folder) = (host, folder);

    /// <summary>E-mail of tickets whose reporter is unknown.</summary>
    public const string Nobody = "nobody@issues.invalid";

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<SimulatedWorld> StartAsync(
        AssignmentSplit split, SimulatedTime time, IRoutingPolicy policy, AssignmentScorer scorer, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("expertrouter-simulation-").FullName;
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        // The simulation itself delivers the outbox after every step; nothing is left to timers.
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Messaging:SweepEvery"] = "1.00:00:00" });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(policy);
        builder.Services.AddSingleton<ITicketScorer>(scorer);
        builder.Services.AddExpertRouter(DataDirectory.Open(folder), builder.Configuration);
        builder.Services.AddMessaging(builder.Configuration);
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(OutboxService)));
        builder.Services.PostConfigure<RoutingOptions>(options =>
        {
            (options.AllowOwnTickets, options.Capacity, options.OffersPerWeek) = (true, null, null);
            (options.LongestText, options.LongestTitle, options.Depth) = (int.MaxValue, int.MaxValue, 1000);
        });
        var world = new SimulatedWorld(builder.Build(), folder);
        await world.Get<StoreMigrator>().MigrateAsync(cancellationToken);
        await world.FillAsync(split, cancellationToken);
        await world._host.StartAsync(cancellationToken);
        return world;
    }

    /// <summary>Address of a person; the same name is the same person.</summary>
    public static string Mail(IReadOnlyDictionary<string, long> people, string? name) =>
        name is null ? Nobody : string.Create(CultureInfo.InvariantCulture, $"person{people[name]}@issues.invalid");

    /// <summary>Everybody who occurs, numbered from 1, experts first.</summary>
    public static IReadOnlyDictionary<string, long> People(AssignmentSplit split) => split.Experts
        .Concat(split.Issues.Select(issue => issue.Reporter).OfType<string>())
        .Distinct(StringComparer.Ordinal)
        .Index().ToDictionary(person => person.Item, person => person.Index + 1L, StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await (_host is IAsyncDisposable host ? host.DisposeAsync() : ValueTask.CompletedTask);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task FillAsync(AssignmentSplit split, CancellationToken cancellationToken)
    {
        var now = Get<TimeProvider>().GetUtcNow();
        await using var db = await Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(cancellationToken);
        db.Sources.Add(new Source { Id = 1, Name = split.Name, Connector = "issues", Group = split.Name, Location = "", CreatedAt = now });
        var people = People(split);
        foreach (var (name, id) in people)
            db.Experts.Add(Person(id, name, Mail(people, name), now));
        db.Experts.Add(Person(people.Count + 1, "unknown", Nobody, now));
        await db.SaveChangesAsync(cancellationToken);
        await Get<ExpertDirectory>().RefreshAsync(cancellationToken);
    }

    private static Expert Person(long id, string name, string email, DateTimeOffset now) => new()
    {
        Id = id, SourceId = 1, ExternalId = email, Name = name, NormalizedName = name.ToLowerInvariant(), Email = email, CreatedAt = now, ChangeSequence = id,
    };
}
