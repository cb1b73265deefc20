using ExpertRouter.App.Finding;
using ExpertRouter.App.Messaging;
using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.App.Setup;
using ExpertRouter.App.Tests.Routing;
using ExpertRouter.Contracts;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ExpertRouter.App.Tests.Messaging;

/// <summary>The application with its bus, as a host runs it: a store with Ada (1), Ben (2) and the requester Rae (3), and scores that favour Ada.</summary>
internal sealed class BusWorld : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly string _folder;
    private readonly IHost _host;

    private BusWorld(TestDatabase database, string folder, IHost host) => (_database, _folder, _host) = (database, folder, host);

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<BusWorld> StartAsync(DatabaseProvider provider, bool rabbit, params (string Key, string Value)[] settings)
    {
        var database = await TestDatabase.CreateAsync(provider, Cancel);
        await SeedAsync(database);
        var folder = Directory.CreateTempSubdirectory("expertrouter-bus-").FullName;
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Database:Provider"] = provider.ToString(),
                ["Database:ConnectionString"] = database.Options.ConnectionString,
                ["Messaging:Transport"] = rabbit ? "RabbitMq" : "InMemory",
                ["Messaging:Address"] = TestBroker.Address,
                ["Messaging:Prefix"] = rabbit ? TestBroker.NewPrefix() : "",
                ["Messaging:RelayEvery"] = "00:00:00.05",
            });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        builder.Services.AddLogging();
        var scorer = new FixedScorer();
        scorer.Experts.AddRange([(1, .6), (2, .2)]);
        builder.Services.AddSingleton<ITicketScorer>(scorer);
        builder.Services.AddExpertRouter(DataDirectory.Open(folder), builder.Configuration);
        builder.Services.AddMessaging(builder.Configuration);
        var world = new BusWorld(database, folder, builder.Build());
        await world.Get<ExpertDirectory>().RefreshAsync(Cancel);
        await world._host.StartAsync(Cancel);
        await UntilAsync(() => Task.FromResult(world.Get<IBusControl>().CheckHealth().Status == BusHealthStatus.Healthy), "the bus is up");
        return world;
    }

    public static SubmitTicket Ticket(string id) => new()
    {
        Origin = "crm", ExternalId = id, Title = "Consumer lag", Text = "The kafka consumer lags.", RequesterEmail = "rae@example.org",
    };

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Sends as another system would: to a queue by its name.</summary>
    public async Task SendAsync<T>(string queue, T message, Guid? messageId = null) where T : class
    {
        var prefix = Get<IConfiguration>()["Messaging:Prefix"] is { Length: > 0 } named ? named + "-" : "";
        var endpoint = await Get<IBus>().GetSendEndpoint(new Uri($"queue:{prefix}{queue}"));
        await endpoint.Send(message, context => context.MessageId = messageId ?? Guid.CreateVersion7(), Cancel);
    }

    public async Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read)
    {
        await using var db = _database.CreateDbContext();
        return await read(db);
    }

    /// <summary>Waits until something is so; what the world does by itself takes as long as it takes.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        for (var attempt = 0; attempt < 1200; attempt++)
        {
            if (await condition())
                return;
            await Task.Delay(50, Cancel);
        }
        Assert.Fail($"A minute went by, and not so: {what}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await (_host is IAsyncDisposable host ? host.DisposeAsync() : ValueTask.CompletedTask);
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task SeedAsync(TestDatabase database)
    {
        var at = DateTimeOffset.UnixEpoch;
        await using var db = database.CreateDbContext();
        db.Sources.Add(new Source { Id = 1, Name = "wiki", Connector = "jsonl", Group = "wiki", Location = "", CreatedAt = at });
        long change = 0;
        foreach (var name in (string[])["Ada", "Ben", "Rae"])
        {
            var id = ++change;
            db.Experts.Add(new Expert
            {
                Id = id, SourceId = 1, ExternalId = name, Name = name, NormalizedName = name.ToLowerInvariant(),
                Email = $"{name.ToLowerInvariant()}@example.org", CreatedAt = at, ChangeSequence = id,
            });
        }
        await db.SaveChangesAsync(Cancel);
    }
}
