using System.Text.Json;
using ExpertRouter.Encoder.Serving;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpertRouter.Encoder.Tests.Serving;

public sealed class TextEncoderTests : IDisposable
{
    private readonly TinyModel _tiny = new TinyModel().WritePooled();
    private readonly List<TextEncoder> _encoders = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _encoders.ForEach(encoder => encoder.Dispose());
        _tiny.Dispose();
    }

    private TextEncoder Load(EncoderOptions? options = null, string? folder = null)
    {
        var encoder = TextEncoder.Load(
            folder ?? _tiny.Folder, options ?? new EncoderOptions { Device = DeviceChoice.Cpu }, NullLogger<TextEncoder>.Instance, TimeProvider.System);
        _encoders.Add(encoder);
        return encoder;
    }

    [Fact]
    public async Task GenerateAsync_Texts_UnitVectorsInOrderWithMetadata()
    {
        var encoder = Load();

        var embeddings = await encoder.Queries.GenerateAsync(["the printer", "network cable", "the printer"], cancellationToken: Cancellation);

        Assert.Equal(3, embeddings.Count);
        Assert.All(embeddings, embedding => Assert.Equal(1, embedding.Vector.ToArray().Sum(value => value * value), 1e-5f));
        Assert.Equal(embeddings[0].Vector.ToArray(), embeddings[2].Vector.ToArray());
        Assert.NotEqual(embeddings[0].Vector.ToArray(), embeddings[1].Vector.ToArray());
        Assert.Equal(encoder.ModelId, embeddings[0].ModelId);
        Assert.Equal(4, embeddings.Usage?.InputTokenCount); // the repeated text is encoded once
        var metadata = Assert.IsType<EmbeddingGeneratorMetadata>(encoder.Passages.GetService(typeof(EmbeddingGeneratorMetadata)));
        Assert.Equal((encoder.ModelId, 8), (metadata.DefaultModelId, metadata.DefaultModelDimensions));
    }

    [Fact]
    public async Task GenerateAsync_ManyTextsOfMixedLength_SameAsOneByOne()
    {
        var encoder = Load(new EncoderOptions { MaxBatchTexts = 7, MaxBatchTokens = 60, CacheEntries = 0 });
        string[] words = ["the", "printer", "update", "unknownthing", "cable", "C++"];
        var random = new Random(5);
        string[] texts = [.. Enumerable.Range(0, 100).Select(_ => string.Join(' ', random.GetItems(words, random.Next(1, 30))))];

        var together = await encoder.EncodeAsync(texts, EncoderRole.Passage, Cancellation);

        for (var i = 0; i < texts.Length; i++)
        {
            var alone = (await encoder.EncodeAsync([texts[i]], EncoderRole.Passage, Cancellation)).Vectors[0]!;
            Assert.True(alone.Zip(together.Vectors[i]!, (a, b) => Math.Abs(a - b)).Max() <= 1e-5f);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \r\n\t")]
    [InlineData("😀 👩‍👩‍👧 🎉")]
    [InlineData("\udc00\ud800")]
    public async Task GenerateAsync_TextWithoutTokens_EmptyVectorAndOthersUnharmed(string text)
    {
        var encoder = Load();

        var embeddings = await encoder.Queries.GenerateAsync([text, "the printer"], cancellationToken: Cancellation);

        Assert.Equal(0, embeddings[0].Vector.Length);
        Assert.Equal(8, embeddings[1].Vector.Length);
        Assert.Equal(1, encoder.Statistics.WithoutVector);
    }

    [Fact]
    public async Task GenerateAsync_PrefixAlone_IsNoText()
    {
        _tiny.Change(manifest => manifest with { QueryPrefix = "printer " });

        var embeddings = await Load().Queries.GenerateAsync(["", "cable"], cancellationToken: Cancellation);

        Assert.Equal([0, 8], embeddings.Select(embedding => embedding.Vector.Length));
    }

    [Fact]
    public async Task GenerateAsync_Megabyte_IsCutAtMaxTokens()
    {
        var embeddings = await Load().Passages.GenerateAsync([string.Concat(Enumerable.Repeat("the printer ", 90_000))], cancellationToken: Cancellation);

        Assert.Equal(32, embeddings.Usage?.InputTokenCount);
    }

    [Fact]
    public async Task GenerateAsync_Prefixes_ReachOnlyTheirRole()
    {
        var plain = (await Load().Queries.GenerateAsync(["network cable"], cancellationToken: Cancellation))[0].Vector.ToArray();
        _tiny.Change(manifest => manifest with { QueryPrefix = "network " });
        var encoder = Load();

        var query = (await encoder.Queries.GenerateAsync(["cable"], cancellationToken: Cancellation))[0].Vector.ToArray();
        var passage = (await encoder.Passages.GenerateAsync(["cable"], cancellationToken: Cancellation))[0].Vector.ToArray();

        Assert.Equal(plain, query);
        Assert.NotEqual(plain, passage);
    }

    [Fact]
    public async Task GenerateAsync_RepeatedQuery_ComesFromTheCache()
    {
        var encoder = Load(new EncoderOptions { CacheEntries = 2 });
        await encoder.Queries.GenerateAsync(["printer"], cancellationToken: Cancellation);
        await encoder.Queries.GenerateAsync(["printer"], cancellationToken: Cancellation);
        Assert.Equal((1L, 1L), (encoder.Statistics.CacheHits, encoder.Statistics.Runs));

        await encoder.Queries.GenerateAsync(["cable"], cancellationToken: Cancellation);
        await encoder.Queries.GenerateAsync(["network"], cancellationToken: Cancellation); // room for two: "printer" goes
        await encoder.Queries.GenerateAsync(["printer"], cancellationToken: Cancellation);

        Assert.Equal((1L, 4L), (encoder.Statistics.CacheHits, encoder.Statistics.Runs));
    }

    [Fact]
    public async Task GenerateAsync_ConcurrentSingleQueries_ShareRuns()
    {
        var encoder = Load(new EncoderOptions { CacheEntries = 0 });
        var texts = Enumerable.Range(0, 400).Select(i => $"printer number{i}").ToArray();

        var embeddings = await Task.WhenAll(texts.Select(text =>
            Task.Run(() => encoder.Queries.GenerateAsync([text], cancellationToken: Cancellation), Cancellation)));

        Assert.All(embeddings, result => Assert.Equal(8, result[0].Vector.Length));
        Assert.InRange(encoder.Statistics.Runs, 1, 399);
    }

    [Fact]
    public async Task GenerateAsync_CancelledCaller_StopsAndOthersAreServed()
    {
        var encoder = Load(new EncoderOptions { CacheEntries = 0, MaxBatchTexts = 4 });
        using var cancellation = new CancellationTokenSource();
        var large = encoder.Passages.GenerateAsync(Enumerable.Range(0, 20_000).Select(i => $"printer number{i}"), cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        Assert.Equal(8, (await encoder.Queries.GenerateAsync(["printer"], cancellationToken: Cancellation))[0].Vector.Length);
        Assert.True(encoder.Statistics.Runs < 5000, "the cancelled texts were encoded to the end");
    }

    [Fact]
    public async Task GenerateAsync_AfterDispose_Throws()
    {
        var encoder = Load();
        encoder.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => encoder.Queries.GenerateAsync(["printer"], cancellationToken: Cancellation));
    }

    [Fact]
    public async Task GenerateAsync_OtherModelOrDimensionAskedFor_Throws()
    {
        var generator = Load().Queries;

        await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(["a"], new EmbeddingGenerationOptions { Dimensions = 9 }, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(["a"], new EmbeddingGenerationOptions { ModelId = "other" }, Cancellation));
    }

    [Fact]
    public async Task GenerateAsync_UniversalSentenceEncoderLite_EqualsRecordedVectors()
    {
        using var folder = UseLite.FolderOrSkip();
        var encoder = Load(folder: folder.Path);
        var entries = File.ReadLines(Path.Combine(UseLite.SharedFolder!, "parity.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(entry => entry.GetProperty("ids").GetArrayLength() > 0).ToList();

        var embeddings = await encoder.Passages.GenerateAsync(entries.Select(entry => entry.GetProperty("text").GetString()!), cancellationToken: Cancellation);

        for (var i = 0; i < entries.Count; i++)
        {
            var vector = embeddings[i].Vector.ToArray();
            Assert.All(entries[i].GetProperty("first8").EnumerateArray().Select((value, index) => (value.GetSingle(), index)),
                pair => Assert.Equal(pair.Item1, vector[pair.index], 1e-5f));
            Assert.Equal(entries[i].GetProperty("sum").GetSingle(), vector.Sum(), 1e-3f);
        }
    }
}
