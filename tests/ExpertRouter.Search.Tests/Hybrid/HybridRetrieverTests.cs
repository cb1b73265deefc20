using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Hybrid;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;
using ExpertRouter.Search.Tests.Lexical;
using Microsoft.Extensions.AI;

namespace ExpertRouter.Search.Tests.Hybrid;

/// <summary>Words and meaning search at the same time: what happens to the one when the other fails.</summary>
public sealed class HybridRetrieverTests : IDisposable
{
    private const int MillisecondsUntilHung = 30_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("hybrid").FullName;
    private readonly TestIndex _index = new(TestIndex.Doc(1, "crane"), TestIndex.Doc(2, "hoist"));
    private readonly VectorStore _vectors;

    public HybridRetrieverTests()
    {
        _vectors = new VectorStore(_folder, new VectorSpace("model@1", 2, VectorPrecision.Exact));
        _vectors.BeginWriting(IndexCheckpoint.Empty);
        _vectors.Append([new EntryVectors(1, [new float[] { 1, 0 }]), new EntryVectors(2, [new float[] { 1, 0 }])], new IndexCheckpoint(2, 0));
    }

    public void Dispose()
    {
        _index.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Search_BothFind_AreFused()
    {
        var result = await SearchAsync(_ => Task.FromResult<float[]>([1, 0]));

        Assert.Null(result.MeaningFailure);
        Assert.Equal([1, 2], result.Found.Retrieved.Hits.Select(hit => hit.DocumentId));
        Assert.Equal(["bm25", "meaning.encode", "meaning", "meaning only", "fusion"], result.Found.Retrieved.Trace.Select(stage => stage.Stage));
    }

    [Fact]
    public async Task Search_MeaningFails_IsWhatWordsFoundWithTheFailure()
    {
        var result = await SearchAsync(_ => throw new IOException("the encoder is gone"));

        Assert.Equal("the encoder is gone", Assert.IsType<IOException>(result.MeaningFailure).Message);
        Assert.Equal(1, Assert.Single(result.Found.Retrieved.Hits).DocumentId);
        Assert.Equal("bm25", Assert.Single(result.Found.Retrieved.Trace).Stage);
        Assert.Throws<IOException>(result.WithMeaning);
    }

    [Fact]
    public async Task Search_EncoderGivesUpByItself_IsAFailureOfMeaning()
    {
        var result = await SearchAsync(_ => throw new TaskCanceledException("timed out"));

        Assert.Equal("timed out", Assert.IsType<TaskCanceledException>(result.MeaningFailure).Message);
        Assert.Equal(1, Assert.Single(result.Found.Retrieved.Hits).DocumentId);
    }

    [Fact(Timeout = MillisecondsUntilHung)]
    public async Task Search_WordsFail_EndsMeaningAndThrowsTheirError()
    {
        using var encoder = new HeldEncoding();

        var error = await Assert.ThrowsAsync<IOException>(() => SearchAsync(encoder.RunAsync, TestContext.Current.CancellationToken, () =>
        {
            encoder.Begun.Wait(TestContext.Current.CancellationToken);
            throw new IOException("the index is damaged");
        }));

        Assert.Equal("the index is damaged", error.Message);
        Assert.True(encoder.WasEnded);
    }

    [Fact]
    public async Task Search_WordsFailWhereMeaningFailed_ThrowsTheErrorOfWords()
    {
        using var failed = new ManualResetEventSlim();

        var error = await Assert.ThrowsAsync<IOException>(() => SearchAsync(
            _ =>
            {
                failed.Set();
                throw new InvalidOperationException("the encoder is gone");
            },
            TestContext.Current.CancellationToken,
            () =>
            {
                failed.Wait(TestContext.Current.CancellationToken);
                throw new IOException("the index is damaged");
            }));

        Assert.Equal("the index is damaged", error.Message);
    }

    [Fact(Timeout = MillisecondsUntilHung)]
    public async Task Search_CallerCancelsWhileTheEncoderRuns_IsACancellation()
    {
        using var encoder = new HeldEncoding();
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var search = SearchAsync(encoder.RunAsync, caller.Token);
        encoder.Begun.Wait(TestContext.Current.CancellationToken);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search);
        Assert.True(encoder.WasEnded);
    }

    [Fact]
    public async Task Search_EncoderFailsBecauseTheCallerCancels_IsACancellation()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SearchAsync(
            async _ =>
            {
                await caller.CancelAsync();
                throw new IOException("the run was ended");
            },
            caller.Token));
    }

    [Fact]
    public async Task RetrieveAsync_MeaningFails_Throws()
    {
        var retriever = Retriever(_ => throw new IOException("the encoder is gone"));

        await Assert.ThrowsAsync<IOException>(() => retriever.RetrieveAsync(new Query("crane", Viewer.Public, QueryFilter.None, TestIndex.Now), 10, TestContext.Current.CancellationToken));
    }

    private Task<HybridResult> SearchAsync(Func<CancellationToken, Task<float[]>> encode) => SearchAsync(encode, TestContext.Current.CancellationToken);

    private Task<HybridResult> SearchAsync(Func<CancellationToken, Task<float[]>> encode, CancellationToken cancellationToken, Action? beforeWords = null) =>
        Retriever(encode, beforeWords).SearchAsync(new Query("crane", Viewer.Public, QueryFilter.None, TestIndex.Now), 10, [], cancellationToken);

    private HybridRetriever Retriever(Func<CancellationToken, Task<float[]>> encode, Action? beforeWords = null) => new(
        new LexicalRetriever(_index.Index, new HookedTime(beforeWords)),
        new DenseRetriever(_index.Index, _vectors, new HookedEncoder(encode), TimeProvider.System, "meaning"),
        new FusionOptions(), TimeProvider.System);

    /// <summary>Never ends but by cancellation.</summary>
    private sealed class HeldEncoding : IDisposable
    {
        private readonly TaskCompletionSource<float[]> _never = new();

        public ManualResetEventSlim Begun { get; } = new();

        public bool WasEnded { get; private set; }

        public async Task<float[]> RunAsync(CancellationToken cancellationToken)
        {
            Begun.Set();
            try
            {
                return await _never.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                WasEnded = true;
            }
        }

        public void Dispose() => Begun.Dispose();
    }

    /// <summary>Does something whenever a search takes the time.</summary>
    private sealed class HookedTime(Action? hook) : TimeProvider
    {
        public override long GetTimestamp()
        {
            hook?.Invoke();
            return base.GetTimestamp();
        }
    }

    private sealed class HookedEncoder(Func<CancellationToken, Task<float[]>> encode) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
            [new Embedding<float>(await encode(cancellationToken))];

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("test", null, "model@1") : null;

        public void Dispose()
        {
        }
    }
}
