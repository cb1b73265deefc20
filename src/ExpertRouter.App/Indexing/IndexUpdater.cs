using ExpertRouter.App.Encoders;
using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using ExpertRouter.Search.Lexical.Indexing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Indexing;

/// <summary>
/// Keeps the index up with the store by change sequence: what it has committed it never reads again, what a crash took it reads
/// again. With an encoder each batch's vectors are written before its words are committed; what an encoder has not seen is filled up by
/// <see cref="FillVectorsAsync"/>, which lets new words in between. Memory holds one batch. Thread-safe; runs one at a time per process.
/// </summary>
public sealed partial class IndexUpdater(
    LexicalIndex index,
    ExpertDirectory directory,
    IDbContextFactory<AppDbContext> contexts,
    IOptions<IndexingOptions> options,
    IndexCompleteness completeness,
    ILogger<IndexUpdater> logger,
    InstalledEncoders? encoders = null) : IDisposable
{
    private static readonly IndexCheckpoint Everything = new(long.MaxValue, long.MaxValue);
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

    /// <summary>
    /// Encodes what the index holds and the installation's encoder has not seen yet; nothing to do without an encoder. Searches use the former
    /// vectors meanwhile, if there are any.
    /// </summary>
    /// <param name="batches">At most so many batches; the next call goes on.</param>
    /// <param name="progress">How many entries have been encoded.</param>
    /// <param name="cancellationToken">Stops after the batch at hand; nothing is lost.</param>
    /// <returns>Whether something is left to do.</returns>
    public async Task<bool> FillVectorsAsync(int batches, IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        if (encoders is null)
            return false;
        await _running.WaitAsync(cancellationToken);
        try
        {
            BeginWriting();
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var total = progress is null ? 0 : await WaitingAsync(db, cancellationToken);
            var filler = new VectorFiller(encoders, index, options.Value.BatchSize);
            for (var batch = 0; batch < batches; batch++)
            {
                if (!await filler.StepAsync(db, ReportWithoutVector, cancellationToken))
                    return false;
                if (progress is not null)
                    progress.Report(new IndexProgress(total - await WaitingAsync(db, cancellationToken), total));
            }
            return true;
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
        var newest = await ChangeReader.NewestAsync(db, cancellationToken);
        var lag = await ChangeReader.CountAsync(db, checkpoint, newest, cancellationToken);
        var entries = index.Count;
        var problem = index.RebuildReason
            ?? (lag > 0 && !index.IsWriting ? "Changes wait for the index: start the portal, or run 'expertrouter index rebuild'." : null);
        return new IndexStatus(
            entries, Math.Max(checkpoint.Documents, checkpoint.Experts), Math.Max(newest.Documents, newest.Experts), lag, index.IsWriting, problem,
            (encoders?.Status ?? EncoderStatus.Off) with { Waiting = await WaitingAsync(db, cancellationToken) });
    }

    /// <inheritdoc/>
    public void Dispose() => _running.Dispose();

    private async Task<long> TakeInAsync(IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        await directory.RefreshAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var checkpoint = await OwnCheckpointAsync(db, cancellationToken);
        var newest = await ChangeReader.NewestAsync(db, cancellationToken);
        var total = await ChangeReader.CountAsync(db, checkpoint, newest, cancellationToken);
        if (total == 0 && index.RebuildReason is null)
        {
            completeness.EndFilling();
            return 0;
        }
        var (done, uncommitted) = (0L, 0L);
        while (await NextExpertsAsync(db, checkpoint, cancellationToken) is { Count: > 0 } experts)
        {
            var before = checkpoint;
            checkpoint = checkpoint with { Experts = experts[^1].ChangeSequence };
            await EncodeAsync([], experts, before, checkpoint, cancellationToken);
            foreach (var expert in experts)
                index.Put(expert);
            Advance(experts.Count);
        }
        while (await NextDocumentsAsync(db, checkpoint, cancellationToken) is { Count: > 0 } documents)
        {
            var before = checkpoint;
            checkpoint = checkpoint with { Documents = documents[^1].ChangeSequence };
            await EncodeAsync(documents, [], before, checkpoint, cancellationToken);
            foreach (var document in documents)
                index.Put(document);
            Advance(documents.Count);
        }
        Commit(checkpoint);
        completeness.EndFilling();
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
        encoders?.BeginWriting();
    }

    private void Clear()
    {
        completeness.BeginFilling();
        index.Clear();
        encoders?.Clear();
    }

    /// <summary>Vectors are durable before the words are: a crash between the two leaves vectors too many, which the next start drops.</summary>
    private async Task EncodeAsync(
        IReadOnlyList<Document> documents, IReadOnlyList<Expert> experts, IndexCheckpoint before, IndexCheckpoint after, CancellationToken cancellationToken)
    {
        if (encoders is not null)
            ReportWithoutVector(await encoders.AppendAsync(documents, experts, before, after, cancellationToken));
    }

    private void ReportWithoutVector(IReadOnlyList<long> without)
    {
        if (without.Count > 0)
            LogWithoutVector(without.Count, string.Join(", ", without.Take(10)));
    }

    private void Commit(IndexCheckpoint checkpoint)
    {
        index.Commit(checkpoint);
        index.Refresh();
        encoders?.Compact(checkpoint);
        encoders?.Update();
    }

    /// <summary>From where changes have to be taken in; empty, with an emptied index, when the index has seen changes that the store never made.</summary>
    private async Task<IndexCheckpoint> OwnCheckpointAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var checkpoint = index.Checkpoint;
        var newest = await ChangeReader.NewestAsync(db, cancellationToken);
        if (checkpoint.Documents <= newest.Documents && checkpoint.Experts <= newest.Experts)
            return checkpoint;
        LogRebuild("The index belongs to another or an older store; it is rebuilt from this one.");
        Clear();
        return IndexCheckpoint.Empty;
    }

    /// <summary>Entries of the index that the installation's encoder has not seen.</summary>
    private async Task<long> WaitingAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var until = index.Checkpoint;
        return encoders?.Wanted is { } set && !set.Covers(until)
            ? await ChangeReader.CountAsync(db, set.Passages.Behind(until), until, cancellationToken)
            : 0;
    }

    private Task<List<Expert>> NextExpertsAsync(AppDbContext db, IndexCheckpoint checkpoint, CancellationToken cancellationToken) =>
        ChangeReader.ExpertsAsync(db, checkpoint, Everything, options.Value.BatchSize, cancellationToken);

    private Task<List<Document>> NextDocumentsAsync(AppDbContext db, IndexCheckpoint checkpoint, CancellationToken cancellationToken) =>
        ChangeReader.DocumentsAsync(db, checkpoint, Everything, options.Value.BatchSize, cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason}")]
    private partial void LogRebuild(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} entries have no word that the encoder can read and are found by their words only: {Numbers} (negative: profiles)")]
    private partial void LogWithoutVector(int count, string numbers);

    [LoggerMessage(Level = LogLevel.Information, Message = "Index took in {Count} changes, up to change {Sequence}")]
    private partial void LogCaughtUp(long count, long sequence);
}
