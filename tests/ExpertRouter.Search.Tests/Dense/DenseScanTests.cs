using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;
using ExpertRouter.Search.Tests.Lexical;
using IndexSpace = ExpertRouter.Search.Lexical.Indexing.Space;

namespace ExpertRouter.Search.Tests.Dense;

/// <summary>Quantised vectors, of which a search reads half and passes over most, by several threads: what it finds must be what looking at everything finds.</summary>
public sealed class DenseScanTests : IDisposable
{
    private const int Dimension = 100;
    private const int Depth = 15;
    private static readonly VectorSpace Space = new("model@1", Dimension, VectorPrecision.Quantized);
    private static readonly string[] Groups = ["legal", "sales", "staff"];
    private static readonly Viewer[] Viewers = [Viewer.Public, TestIndex.Member("legal"), TestIndex.Member("sales", "staff", "unknown"), Viewer.System];

    private static readonly QueryFilter[] Filters =
    [
        QueryFilter.None,
        new() { Tags = ["printing"] },
        new() { SourceIds = [2] },
        new() { DocumentKinds = [DocumentKind.Page] }, // 0, which a profile's missing kind reads as
        new() { DocumentKinds = [DocumentKind.Answer], Since = TestIndex.Now.AddDays(-50), Before = TestIndex.Now.AddDays(-3) },
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("scan").FullName;
    private readonly int _seed = Environment.TickCount;
    private readonly Random _random;
    private readonly TestIndex _index = new();
    private readonly VectorStore _vectors;
    private readonly Dictionary<long, Document> _documents = [];

    public DenseScanTests()
    {
        _random = new Random(_seed);
        _vectors = new VectorStore(_folder, Space);
        _vectors.BeginWriting(IndexCheckpoint.Empty);
    }

    public void Dispose()
    {
        _index.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(1 << 15)]
    [InlineData(7)]
    public void Run_ManyDocumentsOfAnyRights_IsWhatLookingAtEachFinds(int piece)
    {
        for (var round = 1; round <= 6; round++)
            Change(round);

        foreach (var viewer in Viewers)
            foreach (var filter in Filters)
            {
                var vector = Direction();
                var expected = Expected(vector, viewer, filter);
                var found = Found(vector, viewer, filter, piece, TestContext.Current.CancellationToken);
                Assert.True(expected.Take(Depth).SequenceEqual(found.Best), $"seed {_seed}: {filter}");
                Assert.True(expected.Count == found.Visible, $"seed {_seed}: {filter}");
            }
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        Change(1);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Found(Direction(), Viewer.Public, QueryFilter.None, 7, stopped.Token));
    }

    [Fact]
    public void VisibleVectors_EachDocument_AreWhatAdmissionAdmits()
    {
        for (var id = 1; id <= 20; id++) // in one segment with the documents of the first round
            _index.Index.Put(new Expert { Id = id, SourceId = id % 2 + 1, ExternalId = $"e{id}", Name = $"Ada {id}", NormalizedName = $"ada {id}", About = "printers" });
        for (var round = 1; round <= 4; round++)
            Change(round);
        _vectors.Append([.. Enumerable.Range(1, 20).Select(id => new EntryVectors(-id, [Direction()]))], new IndexCheckpoint(4, 20));
        using var view = _index.Index.Acquire();
        var cache = new LeafCache();
        foreach (var viewer in Viewers)
            foreach (var filter in Filters)
                foreach (var leaf in view!.Searcher.IndexReader.Leaves)
                {
                    var (reader, query) = (leaf.AtomicReader, new Query("", viewer, filter, TestIndex.Now));
                    var map = cache.Of(reader, _vectors.Segments);
                    var visible = VisibleVectors.Of(reader, map, query, TestContext.Current.CancellationToken);
                    var numbers = reader.GetNumericDocValues(IndexedFields.Number);
                    foreach (var place in map.Places.ToArray())
                    {
                        var space = SpaceOf(numbers.Get(place.Document));
                        var admission = new Admission(reader, space, viewer, filter);
                        var expected = reader.LiveDocs?.Get(place.Document) != false && !admission.IsEmpty && admission.Admits(place.Document);
                        Assert.True(expected == visible.Get(place.Document), $"seed {_seed}: {space}, {filter}");
                    }
                }
    }

    [Fact]
    public void Run_DocumentsWithManyPassages_AreNotCutByBlocks()
    {
        long[] ids = [1, 2, 3, 4, 5];
        _vectors.Append([.. ids.Select(id => new EntryVectors(id, [.. Enumerable.Range(0, VectorStore.MaxPassages - (int)id).Select(_ => (ReadOnlyMemory<float>)Direction())]))], new IndexCheckpoint(5, 0));
        foreach (var id in ids)
            _documents[id] = TestIndex.Doc(id, "text");
        _index.Put([.. _documents.Values]);
        var vector = Direction();

        var found = Found(vector, Viewer.Public, QueryFilter.None, 7, TestContext.Current.CancellationToken);

        Assert.True(Expected(vector, Viewer.Public, QueryFilter.None).SequenceEqual(found.Best), $"seed {_seed}");
    }

    [Fact]
    public void Prune_RowsFarFromTheThreshold_AreDroppedAndTheOneAtItStays()
    {
        var query = Direction();
        float[][] vectors = [query, [.. query.Select(value => -value)], Direction(), [.. query.Select(value => value / 2)]];
        var rows = new VectorRows(Space, vectors.Length);
        for (var i = 0; i < vectors.Length; i++)
            rows.Set(i, vectors[i]);
        var prepared = new QueryVector(query, Space);
        int[] which = [0, 1, 2, 3], documents = [10, 11, 12, 13], highs = new int[4];

        var kept = prepared.Prune(rows, which, documents, highs, prepared.Score(rows, 0));

        Assert.Equal((1, 0, 10), (kept, which[0], documents[0]));
        var scores = new float[1];
        prepared.Score(rows, which.AsSpan(0, 1), highs, scores);
        Assert.Equal(prepared.Score(rows, 0), scores[0]);
    }

    /// <summary>Documents come, change, move between groups and go.</summary>
    private void Change(int round)
    {
        long[] ids = [.. Enumerable.Range(0, 120).Select(_ => (long)_random.Next(1, 500)).Distinct()];
        _vectors.Append([.. ids.Select(id => new EntryVectors(id, [.. Enumerable.Range(0, _random.Next(0, 4)).Select(_ => (ReadOnlyMemory<float>)Direction())]))], new IndexCheckpoint(round, 0));
        foreach (var id in ids)
            _documents[id] = Document(id);
        _index.Put([.. ids.Select(id => _documents[id])]);
        if (round % 3 == 0)
            _vectors.Compact(new IndexCheckpoint(round, 0));
    }

    private Document Document(long id)
    {
        var document = TestIndex.Doc(id, "text", "", [.. Groups.Where(_ => _random.Next(4) == 0)]);
        document.SourceId = _random.Next(1, 3);
        document.Kind = _random.Next(2) == 0 ? DocumentKind.Answer : DocumentKind.Question;
        document.CreatedAt = TestIndex.Now.AddDays(-_random.Next(100));
        document.Tags = _random.Next(3) == 0 ? ["printing"] : [];
        document.IsDeleted = _random.Next(8) == 0;
        return document;
    }

    /// <summary>Of the newest version; former ones are deleted.</summary>
    private IndexSpace SpaceOf(long number) =>
        number < 0 ? IndexSpace.Profile : _documents[number].VisibilityGroups.Length > 0 ? IndexSpace.Restricted : IndexSpace.Open;

    private List<long> Expected(float[] vector, Viewer viewer, QueryFilter filter)
    {
        long[] ids = [.. _documents.Values.Where(document => Admits(document, viewer, filter)).Select(document => document.Id)];
        return [.. ids.Zip(_vectors.Similarities(vector, ids)).Where(entry => entry.Second is not null).OrderByDescending(entry => entry.Second).ThenBy(entry => entry.First).Select(entry => entry.First)];
    }

    private static bool Admits(Document document, Viewer viewer, QueryFilter filter) =>
        !document.IsDeleted
        && (viewer.SeesEverything || document.VisibilityGroups.Length == 0 || document.VisibilityGroups.Any(viewer.Groups.Contains))
        && (filter.Tags.Count == 0 || document.Tags.Any(filter.Tags.Contains))
        && (filter.SourceIds.Count == 0 || filter.SourceIds.Contains(document.SourceId))
        && (filter.DocumentKinds.Count == 0 || filter.DocumentKinds.Contains(document.Kind))
        && (filter.Since is null || document.CreatedAt >= filter.Since)
        && (filter.Before is null || document.CreatedAt < filter.Before);

    private (IEnumerable<long> Best, int Visible) Found(float[] vector, Viewer viewer, QueryFilter filter, int piece, CancellationToken cancellationToken)
    {
        using var view = _index.Index.Acquire();
        var query = new Query("", viewer, filter, TestIndex.Now);
        var cache = new LeafCache();
        ScannedLeaf[] leaves = [.. view!.Searcher.IndexReader.Leaves.Select(leaf =>
        {
            var map = cache.Of(leaf.AtomicReader, _vectors.Segments);
            return new ScannedLeaf(leaf, map, VisibleVectors.Of(leaf.AtomicReader, map, query, cancellationToken));
        })];
        var best = new DenseScan(new QueryVector(vector, Space), leaves, Depth, piece).Run(cancellationToken);
        return (best.Select(candidate => candidate.Number), leaves.Sum(leaf => leaf.Visible.Cardinality));
    }

    /// <summary>Around one of three directions: some are near the query, most are not.</summary>
    private float[] Direction()
    {
        var about = _random.Next(3);
        var vector = Enumerable.Range(0, Dimension).Select(i => (float)(_random.NextDouble() * 2 - 1 + (i % 3 == about ? 0.7 : 0))).ToArray();
        var norm = MathF.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / norm)];
    }
}
