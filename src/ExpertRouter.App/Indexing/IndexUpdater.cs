using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Search.Dense;
using ExpertRouter.Search.Lexical.Indexing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Indexing;

/// <summary>
/// Keeps the index up with the store by change sequence: what it has committed it never reads again, what a crash took it reads
/// again. With an encoder each batch's vectors are written before its words are committed; an encoder that is new to the index gets
/// all documents. Memory holds one batch. Thread-safe; runs one at a time per process.
/// </summary>
public sealed partial class IndexUpdater(
    LexicalIndex index,
    ExpertDirectory directory,
    IDbContextFactory<AppDbContext> contexts,
    IOptions<IndexingOptions> options,
    ILogger<IndexUpdater> logger,
    PassageIndexer? passages = null) : IDisposable
{
    private readonly SemaphoreSlim _running = new(1, 1);

    /// <summary>Takes in everything that changed since the last commit, makes it searchable and durable. Returns how many entries changed.</summary>
    /// <exception cref="IndexInUseException">Another process keeps the index; the message says how to go on.</exception>
    public async Task<long> CatchUpAsync(IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        await _running.WaitAsync(cancellationToken);
        try
        {
            BeginWriting();
            if (index.RebuildReason is { } reason)
                LogRebuild(reason);
            return await TakeInAsync(progress, cancellationToken);
        }
        finally
        {
            _running.Release();
        }
    }

    /// <summary>Empties the index and fills it again from the store.</summary>
    /// <exception cref="IndexInUseException">Another process keeps the index; the message says how to go on.</exception>
    public async Task<long> RebuildAsync(IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        await _running.WaitAsync(cancellationToken);
        try
        {
            BeginWriting();
            Clear();
            return await TakeInAsync(progress, cancellationToken);
        }
        finally
        {
            _running.Release();
        }
    }

    /// <summary>Where the index stands.</summary>
    public async Task<IndexStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var checkpoint = index.Checkpoint;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await NewestAsync(db, cancellationToken);
        var lag = await CountAsync(db, checkpoint, cancellationToken);
        var entries = index.Count;
        var problem = index.RebuildReason
            ?? (lag > 0 && !index.IsWriting ? "Changes wait for the index: start the portal, or run 'expertrouter index rebuild'." : null);
        return new IndexStatus(
            entries, Math.Max(checkpoint.Documents, checkpoint.Experts), Math.Max(newest.Documents, newest.Experts), lag, index.IsWriting, problem);
    }

    /// <inheritdoc/>
    public void Dispose() => _running.Dispose();

    private async Task<long> TakeInAsync(IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        await directory.RefreshAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var checkpoint = await OwnCheckpointAsync(db, cancellationToken);
        var total = await CountAsync(db, checkpoint, cancellationToken);
        if (total == 0 && index.RebuildReason is null)
            return 0;
        var (done, uncommitted) = (0L, 0L);
        while (await NextExpertsAsync(db, checkpoint, cancellationToken) is { Count: > 0 } experts)
        {
            checkpoint = checkpoint with { Experts = experts[^1].ChangeSequence };
            await EncodeAsync([], experts, checkpoint, cancellationToken);
            foreach (var expert in experts)
                index.Put(expert);
            Advance(experts.Count);
        }
        while (await NextDocumentsAsync(db, checkpoint, cancellationToken) is { Count: > 0 } documents)
        {
            checkpoint = checkpoint with { Documents = documents[^1].ChangeSequence };
            await EncodeAsync(documents, [], checkpoint, cancellationToken);
            foreach (var document in documents)
                index.Put(document);
            Advance(documents.Count);
        }
        Commit(checkpoint);
        LogCaughtUp(done, checkpoint.Documents);
        return done;

        void Advance(int count)
        {
            (done, uncommitted) = (done + count, uncommitted + count);
            progress?.Report(new IndexProgress(done, Math.Max(total, done)));
            if (uncommitted < options.Value.CommitEvery)
                return;
            Commit(checkpoint);
            uncommitted = 0;
        }
    }

    private void BeginWriting()
    {
        index.BeginWriting();
        foreach (var dropped in passages?.Vectors.BeginWriting(index.Checkpoint) ?? [])
            LogVectorsDropped(dropped);
    }

    private void Clear()
    {
        index.Clear();
        passages?.Vectors.Clear();
    }

    /// <summary>Vectors are durable before the words are: a crash between the two leaves vectors too many, which the next start drops.</summary>
    private async Task EncodeAsync(IReadOnlyList<Document> documents, IReadOnlyList<Expert> experts, IndexCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        if (passages is null)
            return;
        var without = await passages.AppendAsync(documents, experts, checkpoint, cancellationToken);
        if (without.Count > 0)
            LogWithoutVector(without.Count, string.Join(", ", without.Take(10)));
    }

    private void Commit(IndexCheckpoint checkpoint)
    {
        index.Commit(checkpoint);
        index.Refresh();
        passages?.Vectors.Compact(checkpoint);
    }

    /// <summary>From where changes have to be taken in; empty, with an emptied index, when the index has seen changes that the store never made.</summary>
    private async Task<IndexCheckpoint> OwnCheckpointAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var checkpoint = index.Checkpoint;
        var newest = await NewestAsync(db, cancellationToken);
        if (checkpoint.Documents <= newest.Documents && checkpoint.Experts <= newest.Experts)
            return passages?.Behind(checkpoint) ?? checkpoint;
        LogRebuild("The index belongs to another or an older store; it is rebuilt from this one.");
        Clear();
        return IndexCheckpoint.Empty;
    }

    private static async Task<IndexCheckpoint> NewestAsync(AppDbContext db, CancellationToken cancellationToken) => new(
        await db.Documents.MaxAsync(document => (long?)document.ChangeSequence, cancellationToken) ?? 0,
        await db.Experts.MaxAsync(expert => (long?)expert.ChangeSequence, cancellationToken) ?? 0);

    private static async Task<long> CountAsync(AppDbContext db, IndexCheckpoint checkpoint, CancellationToken cancellationToken) =>
        await db.Documents.LongCountAsync(document => document.ChangeSequence > checkpoint.Documents, cancellationToken)
        + await db.Experts.LongCountAsync(expert => expert.ChangeSequence > checkpoint.Experts, cancellationToken);

    private Task<List<Expert>> NextExpertsAsync(AppDbContext db, IndexCheckpoint checkpoint, CancellationToken cancellationToken) =>
        db.Experts.AsNoTracking()
            .Where(expert => expert.ChangeSequence > checkpoint.Experts)
            .OrderBy(expert => expert.ChangeSequence)
            .Take(options.Value.BatchSize)
            .ToListAsync(cancellationToken);

    private Task<List<Document>> NextDocumentsAsync(AppDbContext db, IndexCheckpoint checkpoint, CancellationToken cancellationToken) =>
        db.Documents.AsNoTracking()
            .Where(document => document.ChangeSequence > checkpoint.Documents)
            .OrderBy(document => document.ChangeSequence)
            .Take(options.Value.BatchSize)
            .Include(document => document.Authorships)
            .AsSplitQuery()
            .ToListAsync(cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason}")]
    private partial void LogRebuild(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason}")]
    private partial void LogVectorsDropped(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} entries have no word that the encoder can read and are found by their words only: {Numbers} (negative: profiles)")]
    private partial void LogWithoutVector(int count, string numbers);

    [LoggerMessage(Level = LogLevel.Information, Message = "Index took in {Count} changes, up to change {Sequence}")]
    private partial void LogCaughtUp(long count, long sequence);
}
