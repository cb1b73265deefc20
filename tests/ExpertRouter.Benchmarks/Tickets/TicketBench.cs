using ExpertRouter.App.Finding;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Messaging;
using ExpertRouter.App.Setup;
using ExpertRouter.Benchmarks.Find;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ExpertRouter.Benchmarks.Tickets;

/// <summary>The whole application with its bus over synthetic documents and experts, in memory with SQLite or over RabbitMQ with PostgreSQL; gone when disposed.</summary>
internal sealed class TicketBench : IAsyncDisposable
{
    public const string Asker = "asker@bench.invalid";

    private const int Seed = 20260101;
    private const int SavedAtOnce = 5000;

    private readonly string _folder;
    private readonly string? _server;
    private readonly string _database;
    private readonly IHost _host;

    private TicketBench(IHost host, string folder, string? server, string database, SyntheticCorpus corpus) =>
        (_host, _folder, _server, _database, Corpus) = (host, folder, server, database, corpus);

    public SyntheticCorpus Corpus { get; }

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Sets everything up and starts the host.</summary>
    /// <param name="experts">Who may be asked.</param>
    /// <param name="documents">What they wrote.</param>
    /// <param name="encoder">Whether scores use meaning too.</param>
    /// <param name="server">PostgreSQL server; null for SQLite.</param>
    /// <param name="broker">RabbitMQ server; null for the bus in memory.</param>
    public static async Task<TicketBench> StartAsync(int experts, int documents, bool encoder, string? server, string? broker)
    {
        var folder = Directory.CreateTempSubdirectory("expertrouter-bench-").FullName;
        var name = $"expertrouter_bench_{Guid.CreateVersion7():N}";
        if (server is not null)
            await ExecuteAsync(server, $"CREATE DATABASE \"{name}\"");
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = server is null ? "Sqlite" : "Postgres",
            ["Messaging:Transport"] = broker is null ? "InMemory" : "RabbitMq",
            ["Messaging:Prefix"] = broker is null ? "" : $"bench-{Guid.CreateVersion7():N}",
            ["Encoder:Enabled"] = encoder ? "true" : "false",
        });
        if (broker is not null)
            builder.Configuration["Messaging:Address"] = broker;
        if (server is not null)
            builder.Configuration["Database:ConnectionString"] = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error).AddConsole());
        builder.Services.AddExpertRouter(DataDirectory.Open(folder), builder.Configuration);
        builder.Services.AddMessaging(builder.Configuration);
        var bench = new TicketBench(builder.Build(), folder, server, name, new SyntheticCorpus(Seed, experts));
        await bench.Get<StoreMigrator>().MigrateAsync(CancellationToken.None);
        await bench.FillAsync(experts, documents);
        await bench.Get<ExpertDirectory>().RefreshAsync(CancellationToken.None);
        await bench.Get<IndexUpdater>().CatchUpAsync(null, CancellationToken.None);
        await bench._host.StartAsync();
        return bench;
    }

    public AppDbContext CreateDbContext() => Get<IDbContextFactory<AppDbContext>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await (_host is IAsyncDisposable host ? host.DisposeAsync() : ValueTask.CompletedTask);
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        if (_server is not null)
            await ExecuteAsync(_server, $"DROP DATABASE \"{_database}\" WITH (FORCE)");
    }

    private async Task FillAsync(int experts, int documents)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using (var db = CreateDbContext())
        {
            db.Sources.Add(new Source { Id = 1, Name = "synthetic", Connector = "jsonl", Group = "synthetic", Location = "", CreatedAt = now });
            for (var id = 1; id <= experts + 1; id++)
                db.Experts.Add(new Expert
                {
                    Id = id, SourceId = 1, ExternalId = $"e{id}", Name = $"Expert {id}", NormalizedName = $"expert {id}", ChangeSequence = id, CreatedAt = now,
                    Email = id <= experts ? $"expert{id}@bench.invalid" : Asker,
                });
            await db.SaveChangesAsync();
        }
        for (var from = 1; from <= documents; from += SavedAtOnce)
        {
            await using var db = CreateDbContext();
            for (var id = from; id < Math.Min(from + SavedAtOnce, documents + 1); id++)
            {
                var document = Corpus.Document(id);
                (document.ChangeSequence, document.ContentHash) = (experts + 1 + id, [1]);
                db.Documents.Add(document);
            }
            await db.SaveChangesAsync();
        }
    }

    private static async Task ExecuteAsync(string server, string statement)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
