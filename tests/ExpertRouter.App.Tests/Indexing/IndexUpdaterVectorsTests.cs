using ExpertRouter.App.Indexing;
using ExpertRouter.App.Tests.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Lexical.Indexing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Indexing;

public sealed class IndexUpdaterVectorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("updater").FullName;
    private readonly LetterEncoder _encoder = new();

    public void Dispose()
    {
        _encoder.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private (IndexUpdater Updater, VectorStore Vectors) Start(FindingWorld world)
    {
        var vectors = new VectorStore(_folder, new VectorSpace("letters", 2, VectorPrecision.Exact));
        var updater = new IndexUpdater(
            world.Index, world.Directory, world.Database, Options.Create(new IndexingOptions { BatchSize = 3, CommitEvery = 4 }),
            NullLogger<IndexUpdater>.Instance, new PassageIndexer(vectors, _encoder, new PassageOptions()));
        return (updater, vectors);
    }

    private async Task<IEnumerable<long>> FindAsync(FindingWorld world, VectorStore vectors, string text) =>
        (await new DenseRetriever(world.Index, vectors, _encoder, TimeProvider.System, "dense")
            .RetrieveAsync(new Query(text, Viewer.Public, QueryFilter.None, Day), 10, Cancel)).Hits.Select(hit => hit.DocumentId);

    [Fact]
    public async Task CatchUp_WithAnEncoder_MakesDocumentsFindableByVector()
    {
        await using var world = await FindingWorld.CreateAsync();
        var (updater, vectors) = Start(world);
        using var _ = updater;
        var first = Doc(1, "aaaa", "");
        await world.SaveAsync(first, Doc(2, "aabb", ""), Doc(3, "bbbb", ""), Doc(4, "aaab", ""), Doc(5, "1234", ""));

        Assert.Equal(5, await updater.CatchUpAsync(null, Cancel));
        Assert.Equal([1, 4, 2, 3], await FindAsync(world, vectors, "a"));

        first.IsDeleted = true;
        await world.SaveAsync(first);
        Assert.Equal(1, await updater.CatchUpAsync(null, Cancel));
        Assert.Equal([4, 2, 3], await FindAsync(world, vectors, "a"));
        Assert.Equal(world.Index.Checkpoint, vectors.Checkpoint);
    }

    [Fact]
    public async Task CatchUp_EncoderConfiguredLater_EncodesWhatTheIndexHasAlready()
    {
        await using var world = await FindingWorld.CreateAsync();
        await world.SaveAsync([.. Enumerable.Range(1, 7).Select(id => Doc(id, new string('a', id) + "b", ""))]);
        await world.IndexAsync();

        var (updater, vectors) = Start(world);
        using var _ = updater;
        await updater.CatchUpAsync(null, Cancel);

        Assert.Equal(7, world.Index.Count);
        Assert.Equal([7, 6, 5, 4, 3, 2, 1], await FindAsync(world, vectors, "a"));
        Assert.Equal(0, await updater.CatchUpAsync(null, Cancel));
    }

    [Fact]
    public async Task CatchUp_EncoderFailsInTheMiddle_NextRunTakesInTheRest()
    {
        await using var world = await FindingWorld.CreateAsync();
        var (updater, vectors) = Start(world);
        using var _ = updater;
        await world.SaveAsync([.. Enumerable.Range(1, 9).Select(id => Doc(id, new string('a', id) + "b", ""))]);
        _encoder.FailsAfterCalls = 2;
        await Assert.ThrowsAsync<IOException>(() => updater.CatchUpAsync(null, Cancel));

        _encoder.FailsAfterCalls = int.MaxValue;
        await updater.CatchUpAsync(null, Cancel);

        Assert.Equal([9, 8, 7, 6, 5, 4, 3, 2, 1], await FindAsync(world, vectors, "a"));
        Assert.Equal(new IndexCheckpoint(9, 0), vectors.Checkpoint);
    }

    /// <summary>The vector of a text counts its letters a and b, at length 1; other texts have none.</summary>
    private sealed class LetterEncoder : IEmbeddingGenerator<string, Embedding<float>>
    {
        private int _calls;

        public int FailsAfterCalls { get; set; } = int.MaxValue;

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            if (++_calls > FailsAfterCalls)
                throw new IOException("the encoder is gone");
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(text => new Embedding<float>(Vector(text)))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("test", null, "letters") : null;

        public void Dispose()
        {
        }

        private static float[] Vector(string text)
        {
            float[] counts = [text.Count(letter => letter == 'a'), text.Count(letter => letter == 'b')];
            var norm = MathF.Sqrt(counts[0] * counts[0] + counts[1] * counts[1]);
            return norm == 0 ? [] : [counts[0] / norm, counts[1] / norm];
        }
    }
}
