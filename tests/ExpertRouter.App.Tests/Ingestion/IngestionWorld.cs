using ExpertRouter.App.Ingestion;
using ExpertRouter.App.Ingestion.Identity;
using ExpertRouter.App.Setup;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.App.Tests.Ingestion;

/// <summary>A real database, a folder for source files, and the ingestion services over both.</summary>
internal sealed class IngestionWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private IngestionWorld(TestDatabase database, string folder, int batchSize, IDbContextFactory<AppDbContext>? contexts)
    {
        Database = database;
        Folder = folder;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Ingestion:BatchSize"] = batchSize.ToString(System.Globalization.CultureInfo.InvariantCulture) })
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton(new DataDirectory(Path.Combine(folder, "data")));
        services.AddSingleton(contexts ?? database);
        services.AddSingleton(TimeProvider.System);
        services.AddIngestion(configuration);
        _services = services.BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    public string Folder { get; }

    public IngestionService Ingestion => _services.GetRequiredService<IngestionService>();

    public MergeDesk Merges => _services.GetRequiredService<MergeDesk>();

    public T Service<T>() where T : notnull => _services.GetRequiredService<T>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<IngestionWorld> CreateAsync(
        DatabaseProvider provider = DatabaseProvider.Sqlite, int batchSize = 1000, Func<TestDatabase, IDbContextFactory<AppDbContext>>? contexts = null)
    {
        var database = await TestDatabase.CreateAsync(provider, Cancel);
        return new IngestionWorld(database, Directory.CreateTempSubdirectory("expertrouter-ingest-").FullName, batchSize, contexts?.Invoke(database));
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public Task<IngestionReport> RunAsync(string kind, string path, string? name = null, string? group = null) =>
        Ingestion.RunAsync(new IngestionRequest(kind, [path], name, group), progress: null, Cancel);

    public async Task<List<Document>> DocumentsAsync()
    {
        await using var db = Database.CreateDbContext();
        return await db.Documents.Include(document => document.Authorships).OrderBy(document => document.ExternalId).ToListAsync(Cancel);
    }

    public async Task<Document> DocumentAsync(string id) => (await DocumentsAsync()).Single(document => document.ExternalId == id);

    public async Task<List<Expert>> ExpertsAsync()
    {
        await using var db = Database.CreateDbContext();
        return await db.Experts.OrderBy(expert => expert.Id).ToListAsync(Cancel);
    }

    public async Task<Expert> ExpertAsync(string id) => (await ExpertsAsync()).Single(expert => expert.ExternalId == id);

    public static async Task<string[]> RejectsAsync(IngestionReport report) =>
        report.Run.RejectsFile is { } file ? await File.ReadAllLinesAsync(file, Cancel) : [];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
