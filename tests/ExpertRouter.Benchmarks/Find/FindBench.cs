using ExpertRouter.App.Finding;
using ExpertRouter.App.Setup;
using ExpertRouter.App.Training;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpertRouter.Benchmarks.Find;

/// <summary>An index of synthetic documents, its experts in a store, and the product's own ranker over both; gone when disposed.</summary>
internal sealed class FindBench : IDbContextFactory<AppDbContext>, IDisposable
{
    public const int Experts = 20_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("expertrouter-bench-").FullName;
    private readonly DbContextOptions<AppDbContext> _options;
    private readonly ExpertDirectory _directory;
    private readonly ExpertRanker _ranker;

    public FindBench(int seed)
    {
        Corpus = new SyntheticCorpus(seed, Experts);
        var builder = new DbContextOptionsBuilder<AppDbContext>();
        builder.UseExpertRouterDatabase(new DatabaseOptions { ConnectionString = $"Data Source={Path.Combine(_folder, "store.db")}" });
        _options = builder.Options;
        Index = LexicalIndex.Open(Path.Combine(_folder, "index"));
        _directory = new ExpertDirectory(this);
        _ranker = new ExpertRanker(
            new LexicalRetriever(Index, TimeProvider.System), _directory, new FindingCatalog(this, TimeProvider.System),
            new LearnedRanking(new PromotedRanker(new DataDirectory(_folder)), new OpenFacts(this, _directory, TimeProvider.System), NullLogger<LearnedRanking>.Instance),
            TimeProvider.System);
    }

    public SyntheticCorpus Corpus { get; }

    public LexicalIndex Index { get; }

    public long IndexBytes => new DirectoryInfo(Path.Combine(_folder, "index")).EnumerateFiles().Sum(file => file.Length);

    public AppDbContext CreateDbContext() => new(_options);

    public async Task SaveExpertsAsync()
    {
        await using var db = CreateDbContext();
        await db.Database.MigrateAsync();
        var now = TimeProvider.System.GetUtcNow();
        db.Sources.Add(new Source { Id = 1, Name = "synthetic", Connector = "jsonl", Group = "synthetic", Location = "", CreatedAt = now });
        for (var id = 1; id <= Experts; id++)
            db.Experts.Add(new Expert { Id = id, SourceId = 1, ExternalId = $"e{id}", Name = $"Expert {id}", NormalizedName = $"expert {id}", ChangeSequence = id, CreatedAt = now });
        await db.SaveChangesAsync();
    }

    /// <summary>Indexes documents <paramref name="from"/> … <paramref name="to"/>, both included, on all cores.</summary>
    public void AddDocuments(long from, long to)
    {
        Index.BeginWriting();
        Parallel.For(from, to + 1, id => Index.Put(Corpus.Document(id)));
        Index.Commit(new IndexCheckpoint(to, Experts));
        Index.Refresh();
    }

    public Task<RankedExperts> FindAsync(string text) =>
        _ranker.RankAsync(new FindRequest { Text = text, Viewer = Viewer.Public }, new HashSet<long>(), CancellationToken.None);

    public void Dispose()
    {
        Index.Dispose();
        _directory.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
