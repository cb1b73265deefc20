using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Lexical.Searching;
using Microsoft.Extensions.Logging;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Finding;

public sealed class DocumentSearchTests
{
    [Theory]
    [InlineData(true)] // what meaning counts is known from an earlier search: the query's encoding fails
    [InlineData(false)]
    public async Task Find_EncoderFails_IsReportedAndWordsAreSearchedOnce(bool hasSearched)
    {
        await using var world = await WorldAsync();
        var (log, time) = (new RecordedLog(), new CountingTime());
        var search = new DocumentSearch(new LexicalRetriever(world.Index, time), TimeProvider.System, log);
        if (hasSearched)
            Assert.True((await FindAsync(world, search)).WithMeaning);
        (time.Starts, world.Models.CallsLeft) = (0, 0);

        var (found, withMeaning) = await FindAsync(world, search);

        Assert.False(withMeaning);
        Assert.Equal(10, Assert.Single(found.Retrieved.Hits).DocumentId);
        Assert.Equal("the encoder is gone", Assert.IsType<IOException>(Assert.Single(log.Errors)).Message);
        Assert.Equal(1, time.Starts);
    }

    [Fact]
    public async Task Find_WordsFail_IsTheirErrorAndTheEncoderIsNotBlamed()
    {
        await using var world = await WorldAsync();
        var (log, time) = (new RecordedLog(), new CountingTime());
        var search = new DocumentSearch(new LexicalRetriever(world.Index, time), TimeProvider.System, log);
        await FindAsync(world, search);
        time.Failure = new IOException("the index is damaged");

        var error = await Assert.ThrowsAsync<IOException>(() => FindAsync(world, search));

        Assert.Equal("the index is damaged", error.Message);
        Assert.Empty(log.Errors);
    }

    private static Task<(LexicalResult Found, bool WithMeaning)> FindAsync(FindingWorld world, DocumentSearch search) =>
        search.FindAsync(new Query("crane", Viewer.Public, QueryFilter.None, Day), [], world.Encoders.Serving, Cancel);

    private static async Task<FindingWorld> WorldAsync()
    {
        var world = await CreateAsync();
        world.UseModel("topics", "crane 0", "paint 1");
        await world.SaveAsync(Person(1, "Maya"), Doc(10, "crane", "", (1, AuthorshipRole.Author)), Doc(11, "paint", "", (1, AuthorshipRole.Author)));
        await world.IndexAsync();
        return world;
    }

    /// <summary>A search by words takes the time once when it starts and once when it ends.</summary>
    private sealed class CountingTime : TimeProvider
    {
        private int _taken;

        public int Starts
        {
            get => (_taken + 1) / 2;
            set => _taken = value * 2;
        }

        public IOException? Failure { get; set; }

        public override long GetTimestamp()
        {
            _taken++;
            return Failure is null ? base.GetTimestamp() : throw Failure;
        }
    }

    private sealed class RecordedLog : ILogger<DocumentSearch>
    {
        public List<Exception?> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error)
                Errors.Add(exception);
        }
    }
}
