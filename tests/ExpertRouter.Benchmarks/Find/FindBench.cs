using ExpertRouter.App.Encoders;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Setup;
using ExpertRouter.App.Training;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ExpertRouter.Benchmarks.Find;

/// <summary>An index of documents, its experts in a store, and the product's own ranker over both; gone when disposed.</summary>
internal sealed class FindBench : IDbContextFactory<AppDbContext>, IDisposable
{
    public const int Experts = 20_000;

    private const int EncodedAtOnce = 10_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("expertrouter-bench-").FullName;
    private readonly DbContextOptions<AppDbContext> _options;
    private readonly ExpertDirectory _directory;
    private readonly InstalledEncoders? _encoders;
    private readonly ExpertRanker _ranker;

    /// <param name="corpus">The documents.</param>
    /// <param name="model">Folder of the encoder for the hybrid pipeline; null for words only.</param>
    public FindBench(BenchmarkCorpus corpus, string? model = null)
    {
        Corpus = corpus;
        var builder = new DbContextOptionsBuilder<AppDbContext>();
        builder.UseExpertRouterDatabase(new DatabaseOptions { ConnectionString = $"Data Source={Path.Combine(_folder, "store.db")}" });
        _options = builder.Options;
        Index = LexicalIndex.Open(Path.Combine(_folder, "index"));
        _directory = new ExpertDirectory(this);
        _encoders = model is null ? null : new InstalledEncoders(
            new DataDirectory(_folder), Index, Options.Create(new InstalledEncoderOptions { Model = model }),
            folder => ServedEncoder.Of(TextEncoder.Load(folder, new EncoderOptions(), NullLogger<TextEncoder>.Instance, TimeProvider.System), folder),
            TimeProvider.System, NullLogger<InstalledEncoders>.Instance);
        _ranker = new ExpertRanker(
            new DocumentSearch(new LexicalRetriever(Index, TimeProvider.System), TimeProvider.System, NullLogger<DocumentSearch>.Instance), _directory,
            new FindingCatalog(this, TimeProvider.System),
            new LearnedRanking(new PromotedRanker(new DataDirectory(_folder)), new OpenFacts(this, _directory, TimeProvider.System), NullLogger<LearnedRanking>.Instance),
            TimeProvider.System, _encoders);
    }

    public BenchmarkCorpus Corpus { get; }

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
    public async Task AddDocumentsAsync(long from, long to)
    {
        Index.BeginWriting();
        _encoders?.BeginWriting();
        await EncodeAsync(from, to);
        Parallel.For(from, to + 1, id => Index.Put(Corpus.Document(id)));
        var checkpoint = new IndexCheckpoint(to, Experts);
        Index.Commit(checkpoint);
        Index.Refresh();
        _encoders?.Compact(checkpoint);
        _encoders?.Update();
    }

    public Task<RankedExperts> FindAsync(string text, string pipeline) =>
        _ranker.RankAsync(new FindRequest { Text = text, Viewer = Viewer.Public, Pipeline = pipeline }, new HashSet<long>(), CancellationToken.None);

    private async Task EncodeAsync(long from, long to)
    {
        if (_encoders is null)
            return;
        var before = new IndexCheckpoint(from - 1, from == 1 ? 0 : Experts);
        for (var start = from; start <= to; start += EncodedAtOnce)
        {
            var end = Math.Min(to, start + EncodedAtOnce - 1);
            Document[] documents = [.. Enumerable.Range(0, (int)(end - start + 1)).Select(offset => Corpus.Document(start + offset))];
            var after = new IndexCheckpoint(end, Experts);
            await _encoders.AppendAsync(documents, [], before, after, CancellationToken.None);
            before = after;
        }
    }

    public void Dispose()
    {
        _encoders?.Dispose();
        Index.Dispose();
        _directory.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
