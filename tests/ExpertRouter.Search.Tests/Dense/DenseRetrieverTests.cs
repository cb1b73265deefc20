using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Tests.Lexical;

namespace ExpertRouter.Search.Tests.Dense;

public sealed class DenseRetrieverTests : IDisposable
{
    private static readonly VectorSpace Space = new("model@1", 2, VectorPrecision.Exact);
    private readonly string _folder = Directory.CreateTempSubdirectory("dense").FullName;
    private readonly TestIndex _index = new();
    private readonly VectorStore _vectors;

    public DenseRetrieverTests()
    {
        _vectors = new VectorStore(_folder, Space);
        _vectors.BeginWriting(IndexCheckpoint.Empty);
    }

    public void Dispose()
    {
        _index.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static float[] Direction(double degrees) => [(float)Math.Cos(degrees * Math.PI / 180), (float)Math.Sin(degrees * Math.PI / 180)];

    private static FixedEncoder Encoder(string model = "model@1") => new(model, new Dictionary<string, float[]> { ["east"] = [1, 0], ["north"] = [0, 1] });

    private DenseRetriever Retriever => new(_index.Index, _vectors, Encoder(), TimeProvider.System, "dense");

    private void Put(Document document, params double[] degrees)
    {
        _vectors.Append([new EntryVectors(document.Id, [.. degrees.Select(angle => (ReadOnlyMemory<float>)Direction(angle))])], new IndexCheckpoint(document.Id, 0));
        _index.Put(document);
    }

    private void PutProfile()
    {
        _vectors.Append([new EntryVectors(-9, [Direction(0)])], new IndexCheckpoint(0, 1));
        _index.Index.Put(new Expert { Id = 9, SourceId = 1, ExternalId = "e9", Name = "Ada", NormalizedName = "ada", About = "printers" });
        _index.Index.Refresh();
    }

    private Task<Retrieved> FindAsync(string text, Viewer? viewer = null, QueryFilter? filter = null, int depth = 10) =>
        Retriever.RetrieveAsync(new Query(text, viewer ?? Viewer.Public, filter ?? QueryFilter.None, TestIndex.Now), depth, TestContext.Current.CancellationToken);

    private async Task<IEnumerable<long>> IdsAsync(string text, Viewer? viewer = null, QueryFilter? filter = null, int depth = 10) =>
        (await FindAsync(text, viewer, filter, depth)).Hits.Select(hit => hit.DocumentId);

    [Fact]
    public async Task RetrieveAsync_Documents_ByCosineWithTheirAuthors()
    {
        Put(TestIndex.Doc(1, "far"), 80);
        Put(TestIndex.Doc(2, "near"), 10);
        Put(TestIndex.Doc(3, "middle"), -60);

        var found = await FindAsync("east", depth: 2);

        Assert.Equal([2, 3], found.Hits.Select(hit => hit.DocumentId));
        Assert.Equal(0.984808, found.Hits[0].Score, 5); // cos 10°
        Assert.Equal(0.5, found.Hits[1].Score, 5); // cos 60°
        Assert.Equal([1, 2], found.Hits.Select(hit => hit.Rank));
        Assert.Equal(102, Assert.Single(found.Hits[0].Authors).ExpertId);
        Assert.Equal(["dense.encode", "dense"], found.Trace.Select(stage => stage.Stage));
        Assert.Equal((3, 2), (found.Trace[1].In, found.Trace[1].Out));
    }

    [Fact]
    public async Task RetrieveAsync_SeveralPassages_BestOneCounts()
    {
        Put(TestIndex.Doc(1, "one"), 40);
        Put(TestIndex.Doc(2, "two"), 90, 5, 180);

        Assert.Equal([2, 1], await IdsAsync("east"));
    }

    [Fact]
    public async Task RetrieveAsync_RestrictedDocument_OnlyForItsGroup()
    {
        Put(TestIndex.Doc(1, "open"), 50);
        Put(TestIndex.Doc(2, "secret", "", "legal"), 0);

        Assert.Equal([1], await IdsAsync("east"));
        Assert.Equal([1], await IdsAsync("east", TestIndex.Member("sales"), depth: 1));
        Assert.Equal([2, 1], await IdsAsync("east", TestIndex.Member("legal")));
        Assert.Equal([2, 1], await IdsAsync("east", Viewer.System));
    }

    [Fact]
    public async Task RetrieveAsync_Filter_AppliesBeforeTheBestAreChosen()
    {
        Put(TestIndex.Doc(1, "best"), 0);
        var tagged = TestIndex.Doc(2, "tagged");
        tagged.Tags = ["printing"];
        Put(tagged, 89);

        Assert.Equal([2], await IdsAsync("east", filter: new QueryFilter { Tags = ["printing"] }, depth: 1));
    }

    [Fact]
    public async Task RetrieveAsync_DocumentBecomesRestricted_IsHiddenAtOnce()
    {
        Put(TestIndex.Doc(1, "plan"), 0);
        Assert.Equal([1], await IdsAsync("east"));

        _index.Put(TestIndex.Doc(1, "plan", "", "legal"));

        Assert.Empty(await IdsAsync("east"));
    }

    [Fact]
    public async Task RetrieveAsync_DeletedDocument_IsGoneThoughItsVectorIsThere()
    {
        Put(TestIndex.Doc(1, "one"), 0);
        Put(TestIndex.Doc(2, "two"), 20);
        var deleted = TestIndex.Doc(1, "one");
        deleted.IsDeleted = true;

        _index.Put(deleted);

        Assert.Equal([2], await IdsAsync("east"));
    }

    [Fact]
    public async Task RetrieveAsync_DocumentEncodedAgain_UsesTheNewVector()
    {
        Put(TestIndex.Doc(1, "one"), 0);
        Put(TestIndex.Doc(2, "two"), 30);
        Assert.Equal([1, 2], await IdsAsync("east"));

        Put(TestIndex.Doc(1, "one"), 90);

        Assert.Equal([2, 1], await IdsAsync("east"));
        Assert.Equal([1, 2], await IdsAsync("north"));
    }

    [Fact]
    public async Task RetrieveAsync_AfterCompaction_FindsTheSame()
    {
        for (var i = 1; i <= 12; i++)
            Put(TestIndex.Doc(i, "text"), i * 5);
        var before = await IdsAsync("east");

        _vectors.Compact(new IndexCheckpoint(12, 0));

        Assert.Equal(1, _vectors.SegmentCount);
        Assert.Equal(before, await IdsAsync("east"));
    }

    [Fact]
    public async Task RetrieveAsync_VectorsThatCameAfterTheDocument_AreFoundWithoutARefresh()
    {
        _index.Put(TestIndex.Doc(1, "one"), TestIndex.Doc(2, "two"));
        Assert.Empty(await IdsAsync("east"));

        _vectors.Append([new EntryVectors(2, [Direction(10)])], new IndexCheckpoint(1, 0));
        Assert.Equal([2], await IdsAsync("east"));
        _vectors.Append([new EntryVectors(1, [Direction(0)])], new IndexCheckpoint(2, 0));
        Assert.Equal([1, 2], await IdsAsync("east"));
        _vectors.Append([new EntryVectors(1, [])], new IndexCheckpoint(3, 0));
        Assert.Equal([2], await IdsAsync("east"));
    }

    [Fact]
    public async Task RetrieveAsync_RandomChangesAndCompactions_EqualsBruteForce()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var expected = new Dictionary<long, double>();
        for (var round = 1; round <= 30; round++)
        {
            var ids = Enumerable.Range(0, random.Next(1, 12)).Select(_ => (long)random.Next(1, 200)).Distinct().ToList();
            var angles = ids.ToDictionary(id => id, _ => random.NextDouble() * 360);
            _vectors.Append([.. ids.Select(id => new EntryVectors(id, [Direction(angles[id])]))], new IndexCheckpoint(round, 0));
            if (round % 4 > 0)
                _index.Put([.. ids.Select(id => TestIndex.Doc(id, "text"))]);
            else
                ids.RemoveAll(id => !expected.ContainsKey(id)); // vectors of documents that the index does not have
            foreach (var id in ids)
                expected[id] = Math.Cos(angles[id] * Math.PI / 180);
            if (round % 5 == 0)
                _vectors.Compact(new IndexCheckpoint(round, 0));
        }
        foreach (var id in _vectors.Segments.SelectMany(segment => segment.Numbers).Distinct().Where(id => !expected.ContainsKey(id)).ToList())
            Assert.DoesNotContain(id, await IdsAsync("east", depth: 500));

        var hits = (await FindAsync("east", depth: 500)).Hits;

        Assert.Equal(expected.Count, hits.Count);
        Assert.All(hits, hit => Assert.True(Math.Abs(expected[hit.DocumentId] - hit.Score) < 1e-5, $"seed {seed}, document {hit.DocumentId}"));
        Assert.Equal(hits.OrderByDescending(hit => hit.Score).Select(hit => hit.DocumentId), hits.Select(hit => hit.DocumentId));
    }

    [Fact]
    public async Task RetrieveAsync_DocumentWithoutVector_IsLeftOut()
    {
        Put(TestIndex.Doc(1, "😀"));
        Put(TestIndex.Doc(2, "two"), 30);

        Assert.Equal([2], await IdsAsync("east"));
    }

    [Fact]
    public async Task RetrieveAsync_QueryThatCannotBeEncoded_FindsNothing()
    {
        Put(TestIndex.Doc(1, "one"), 0);

        Assert.Empty(await IdsAsync("😀"));
    }

    [Fact]
    public async Task RetrieveAsync_Profile_IsFoundButNotUnderADocumentFilter()
    {
        PutProfile();

        Assert.Equal([-9], await IdsAsync("east"));
        Assert.Empty(await IdsAsync("east", filter: new QueryFilter { Tags = ["printing"] }));
    }

    [Theory]
    [InlineData(DocumentKind.Page)] // 0, which a missing kind reads as
    [InlineData(DocumentKind.Question)]
    public async Task RetrieveAsync_ProfileBesideDocuments_NeverPassesAKindFilter(DocumentKind kind)
    {
        _index.Index.Put(TestIndex.Doc(1, "one"));
        PutProfile();

        Assert.Equal([-9], await IdsAsync("east"));
        Assert.Empty(await IdsAsync("east", filter: new QueryFilter { DocumentKinds = [kind] }));
    }

    [Fact]
    public void Constructor_QueriesOfAnotherModel_AreRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new DenseRetriever(_index.Index, _vectors, Encoder("model@2"), TimeProvider.System, "dense"));

        Assert.Contains("model@2", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The order of writing: vectors, commit. The process dies between the two, at a restart both agree again.</summary>
    [Fact]
    public async Task Restart_KilledBetweenVectorsAndCommit_BothAreAtTheCommit()
    {
        var lexical = Path.Combine(_folder, "lexical");
        using (var index = LexicalIndex.Open(lexical))
        {
            index.BeginWriting();
            _vectors.Append([new EntryVectors(1, [Direction(0)])], new IndexCheckpoint(1, 0));
            index.Put(TestIndex.Doc(1, "one"));
            index.Commit(new IndexCheckpoint(1, 0));
            _vectors.Append([new EntryVectors(1, [Direction(90)]), new EntryVectors(2, [Direction(0)])], new IndexCheckpoint(2, 0));
            index.Put(TestIndex.Doc(2, "two"));
        }

        using var restarted = LexicalIndex.Open(lexical);
        restarted.BeginWriting();
        var vectors = new VectorStore(_folder, Space);
        vectors.BeginWriting(restarted.Checkpoint);
        var found = await new DenseRetriever(restarted, vectors, Encoder(), TimeProvider.System, "dense")
            .RetrieveAsync(new Query("east", Viewer.Public, QueryFilter.None, TestIndex.Now), 10, TestContext.Current.CancellationToken);

        Assert.Equal(restarted.Checkpoint, vectors.Checkpoint);
        Assert.Equal((1L, 1.0), (found.Hits.Single().DocumentId, Math.Round(found.Hits.Single().Score, 5)));
    }
}
