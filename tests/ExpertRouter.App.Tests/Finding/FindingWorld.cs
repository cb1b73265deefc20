using ExpertRouter.App.Encoders;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Setup;
using ExpertRouter.App.Tests.Encoders;
using ExpertRouter.App.Training;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data.Providers;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;
using ExpertRouter.Testing;
using Lucene.Net.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Tests.Finding;

/// <summary>A small organisation in a real store with a real index.</summary>
internal sealed class FindingWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Day = TimeProvider.System.GetUtcNow().AddDays(-1);

    private long _change;

    private readonly RAMDirectory _files = new();

    private FindingWorld(TestDatabase database)
    {
        Database = database;
        Index = new LexicalIndex(_files, "memory");
        Directory = new ExpertDirectory(database);
        Data = DataDirectory.Open(System.IO.Directory.CreateTempSubdirectory("expertrouter-test-").FullName);
        Settings = new InstalledEncoderOptions { Enabled = false, Model = Path.Combine(Data.Root, "model-under-test"), Precision = VectorPrecision.Exact };
        Encoders = CreateEncoders();
        Updater = CreateUpdater();
        Promoted = new PromotedRanker(Data);
        Outcomes = new OutcomeReader(database, Directory);
        Replay = new OutcomeReplay(database, Directory, new FindingCatalog(database, TimeProvider.System), TimeProvider.System);
        Finder = CreateFinder(TimeProvider.System);
    }

    public TestDatabase Database { get; }

    public LexicalIndex Index { get; }

    public ExpertDirectory Directory { get; }

    public TopicModels Models { get; } = new();

    public InstalledEncoderOptions Settings { get; }

    public string ModelFolder => Settings.Model;

    public InstalledEncoders Encoders { get; private set; }

    public IndexUpdater Updater { get; private set; }

    public IndexCompleteness Completeness { get; } = new();

    public ExpertFinder Finder { get; private set; }

    public DataDirectory Data { get; }

    public PromotedRanker Promoted { get; }

    public OutcomeReader Outcomes { get; }

    public OutcomeReplay Replay { get; }

    public static async Task<FindingWorld> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var world = new FindingWorld(await TestDatabase.CreateAsync(provider, Cancel));
        await using var db = world.Database.CreateDbContext();
        db.Sources.Add(new Source { Id = 1, Name = "wiki", Connector = "jsonl", Group = "wiki", Location = "", CreatedAt = Day });
        await db.SaveChangesAsync(Cancel);
        return world;
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task SaveAsync(params object[] rows)
    {
        await using var db = Database.CreateDbContext();
        foreach (var row in rows)
        {
            if (row is Expert expert)
                expert.ChangeSequence = ++_change;
            else if (row is Document document)
                document.ChangeSequence = ++_change;
            var exists = row switch
            {
                Expert known => await db.Experts.AnyAsync(other => other.Id == known.Id, Cancel),
                Document known => await db.Documents.AnyAsync(other => other.Id == known.Id, Cancel),
                _ => false,
            };
            if (exists)
                db.Update(row);
            else
                db.Add(row);
        }
        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>Puts a model in place of the one before; without a first one, searches go by words.</summary>
    public void UseModel(string modelId, params string[] words)
    {
        if (System.IO.Directory.Exists(ModelFolder))
            System.IO.Directory.Delete(ModelFolder, recursive: true);
        TopicModels.Write(ModelFolder, modelId, words);
        Settings.Enabled = true;
    }

    /// <summary>As after a kill: store, index and vectors are what was made durable, everything in memory is gone.</summary>
    public void Restart()
    {
        Encoders = CreateEncoders();
        Updater = CreateUpdater();
        Finder = CreateFinder(TimeProvider.System);
    }

    private InstalledEncoders CreateEncoders() =>
        new(Data, Index, Options.Create(Settings), Models.Open, TimeProvider.System, NullLogger<InstalledEncoders>.Instance);

    private IndexUpdater CreateUpdater() => CreateUpdater(Index, Completeness);

    /// <summary>Another process that opens the same index.</summary>
    public LexicalIndex OpenAgain() => new(_files, "memory, again");

    public IndexUpdater CreateUpdater(LexicalIndex index, IndexCompleteness completeness) => new(
        index, Directory, Database, Options.Create(new IndexingOptions { BatchSize = 3, CommitEvery = 4 }), completeness, NullLogger<IndexUpdater>.Instance, Encoders);

    /// <summary>A finder that remembers nothing yet.</summary>
    public ExpertFinder CreateFinder(TimeProvider time)
    {
        var catalog = new FindingCatalog(Database, time);
        return new ExpertFinder(
            CreateRanker(catalog, time), new ResultDescriber(Database, catalog), new SimilarQuestions(new AnswerLookup(Index), catalog, Database), catalog, time);
    }

    /// <summary>A ranker that remembers nothing yet.</summary>
    public ExpertRanker CreateRanker(FindingCatalog catalog, TimeProvider time)
    {
        var learned = new LearnedRanking(new PromotedRanker(Data), new OpenFacts(Database, Directory, time), NullLogger<LearnedRanking>.Instance);
        var documents = new DocumentSearch(new LexicalRetriever(Index, time), time, NullLogger<DocumentSearch>.Instance);
        return new ExpertRanker(documents, Directory, catalog, learned, time, Encoders);
    }

    public async Task IndexAsync() => await Updater.CatchUpAsync(progress: null, Cancel);

    public Task<FindResult> FindAsync(string text, Viewer? viewer = null, QueryFilter? filter = null, string pipeline = FindRequest.DefaultPipeline, int top = 10) =>
        Finder.FindAsync(
            new FindRequest { Text = text, Viewer = viewer ?? Viewer.Public, Filter = filter ?? QueryFilter.None, Pipeline = pipeline, Top = top }, Cancel);

    public static Expert Person(long id, string name) =>
        new() { Id = id, SourceId = 1, ExternalId = $"p{id}", Name = name, NormalizedName = name.ToLowerInvariant(), CreatedAt = Day };

    public static Document Doc(long id, string title, string body, params (long Expert, AuthorshipRole Role)[] authors) => new()
    {
        Id = id, SourceId = 1, ExternalId = $"d{id}", Title = title, Body = body, CreatedAt = Day, Kind = DocumentKind.Page,
        Authorships = [.. authors.Select(author => new Authorship { DocumentId = id, ExpertId = author.Expert, Role = author.Role })],
    };

    public async ValueTask DisposeAsync()
    {
        Updater.Dispose();
        Encoders.Dispose();
        Index.Dispose();
        Directory.Dispose();
        System.IO.Directory.Delete(Data.Root, recursive: true);
        await Database.DisposeAsync();
    }
}
