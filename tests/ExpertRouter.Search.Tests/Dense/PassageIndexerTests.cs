using ExpertRouter.Core.Model;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Tests.Lexical;

namespace ExpertRouter.Search.Tests.Dense;

public sealed class PassageIndexerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("passages").FullName;
    private readonly VectorStore _vectors;

    public PassageIndexerTests()
    {
        _vectors = new VectorStore(_folder, new VectorSpace("model@1", 2, VectorPrecision.Exact));
        _vectors.BeginWriting(IndexCheckpoint.Empty);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private PassageIndexer Indexer(Dictionary<string, float[]> texts, PassageOptions? options = null) =>
        new(_vectors, new FixedEncoder("model@1", texts), options ?? new PassageOptions());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AppendAsync_Documents_TitleAndBodyAreEncoded()
    {
        var indexer = Indexer(new() { ["title\nbody text"] = [0.6f, 0.8f] });

        var without = await indexer.AppendAsync([TestIndex.Doc(4, "title", "body text")], [], new IndexCheckpoint(9, 0), Cancellation);

        Assert.Empty(without);
        Assert.Equal([0.6f, 0.8f], Assert.Single(_vectors.VectorsOf(4)));
        Assert.Equal(new IndexCheckpoint(9, 0), _vectors.Checkpoint);
    }

    [Fact]
    public async Task AppendAsync_LongBody_IsCutIntoPassagesUnderTheTitle()
    {
        var indexer = Indexer(new() { ["t\na b"] = [1, 0], ["t\nc d"] = [0, 1] }, new PassageOptions { WordsPerPassage = 2, MaxPassages = 2 });

        await indexer.AppendAsync([TestIndex.Doc(4, "t", "a b c d e f")], [], new IndexCheckpoint(1, 0), Cancellation);

        Assert.Equal([[1, 0], [0, 1]], _vectors.VectorsOf(4));
    }

    [Fact]
    public async Task AppendAsync_TextThatCannotBeEncoded_IsReportedAndOthersGoIn()
    {
        var indexer = Indexer(new() { ["fine"] = [1, 0] });
        var deleted = TestIndex.Doc(3, "gone");
        deleted.IsDeleted = true;

        var without = await indexer.AppendAsync([TestIndex.Doc(1, "😀"), TestIndex.Doc(2, "fine"), deleted], [], new IndexCheckpoint(3, 0), Cancellation);

        Assert.Equal([1], without);
        Assert.Empty(_vectors.VectorsOf(1));
        Assert.Single(_vectors.VectorsOf(2));
        Assert.Empty(_vectors.VectorsOf(3));
    }

    [Fact]
    public async Task AppendAsync_Profile_IsKeptUnderTheNegativeNumber()
    {
        var indexer = Indexer(new() { ["printing\n\nI repair printers"] = [0, 1] });
        var expert = new Expert { Id = 9, SourceId = 1, ExternalId = "e9", Name = "Ada", NormalizedName = "ada", About = "I repair printers", DeclaredAreas = ["printing"] };
        var silent = new Expert { Id = 8, SourceId = 1, ExternalId = "e8", Name = "Bo", NormalizedName = "bo" };

        var without = await indexer.AppendAsync([], [expert, silent], new IndexCheckpoint(0, 2), Cancellation);

        Assert.Empty(without);
        Assert.Equal([0, 1], Assert.Single(_vectors.VectorsOf(-9)));
        Assert.Empty(_vectors.VectorsOf(-8));
    }

    [Fact]
    public async Task Behind_EncoderConfiguredLater_StartsFromTheVectors()
    {
        var indexer = Indexer(new() { ["t"] = [1, 0] });
        Assert.Equal(IndexCheckpoint.Empty, indexer.Behind(new IndexCheckpoint(50, 7)));

        await indexer.AppendAsync([TestIndex.Doc(1, "t")], [], new IndexCheckpoint(60, 3), Cancellation);

        Assert.Equal(new IndexCheckpoint(50, 3), indexer.Behind(new IndexCheckpoint(50, 7)));
    }

    [Fact]
    public void Constructor_PassagesOfAnotherModel_AreRefused() =>
        Assert.Throws<ArgumentException>(() => new PassageIndexer(_vectors, new FixedEncoder("model@2", new Dictionary<string, float[]>()), new PassageOptions()));
}
