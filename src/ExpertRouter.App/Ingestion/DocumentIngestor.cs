using System.Threading.Channels;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.App.Ingestion.Storing;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Ingestion;

/// <summary>
/// Stores a stream of source items batch by batch. A batch goes in whole or not at all, together with the checkpoint after it;
/// bad items are kept in the rejects file and do not stop the run. Memory does not follow the size of the source.
/// </summary>
public sealed class DocumentIngestor(
    IDbContextFactory<AppDbContext> contexts, BatchWriter writer, OrphanAdopter orphans, TimeProvider time, IOptions<IngestionOptions> options)
{
    /// <summary>Reads the connector to its end. Reading runs ahead of storing by at most two batches.</summary>
    /// <exception cref="IngestionException">The source cannot be read on; everything before was stored.</exception>
    public async Task IngestAsync(
        IngestionSession session, IConnector connector, SourcePosition? resumeAfter, SourcePosition? lastCompleted,
        IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<List<SourceItem>>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(connector, resumeAfter, lastCompleted, batches.Writer, stop.Token), CancellationToken.None);
        var started = time.GetTimestamp();
        var readBefore = session.Counts.Read;
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken))
            {
                await writer.WriteAsync(session, batch, batch[^1].Position, cancellationToken);
                progress?.Report(Progress(session, connector, started, readBefore));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await FinishAsync(session, cancellationToken);
        progress?.Report(Progress(session, connector, started, readBefore));
    }

    private async Task FinishAsync(IngestionSession session, CancellationToken cancellationToken)
    {
        // A resumed run does not know whether its killed part left any.
        if (session.HasOrphans || session.IsResumed)
            await orphans.AdoptAsync(session, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var unknown in await new SharedRows(db, session.Source, new BatchOutcome()).ResolveMembersAsync(cancellationToken))
            session.Warn(unknown);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task ReadAsync(
        IConnector connector, SourcePosition? resumeAfter, SourcePosition? lastCompleted,
        ChannelWriter<List<SourceItem>> batches, CancellationToken cancellationToken)
    {
        try
        {
            var batch = new List<SourceItem>();
            long characters = 0;
            await foreach (var item in connector.ReadAsync(resumeAfter, lastCompleted, cancellationToken))
            {
                batch.Add(item);
                if (item is DocumentItem { Document: var document })
                    characters += document.Body.Length + (document.Code?.Length ?? 0);
                if (batch.Count < options.Value.BatchSize && characters < options.Value.BatchCharacters)
                    continue;
                await batches.WriteAsync(batch, cancellationToken);
                batch = [];
                characters = 0;
            }
            if (batch.Count > 0)
                await batches.WriteAsync(batch, cancellationToken);
            batches.Complete();
        }
        catch (Exception e)
        {
            // The storing side rethrows it after the batches that were read before.
            batches.Complete(e);
            throw;
        }
    }

    private IngestionProgress Progress(IngestionSession session, IConnector connector, long started, long readBefore)
    {
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        var counts = session.Counts;
        return new IngestionProgress(
            session.Source.Id, session.Source.Name, counts.Read, counts.New, counts.Changed, counts.Unchanged, counts.Rejected,
            seconds > 0 ? (counts.Read - readBefore) / seconds : 0, connector.BytesRead, connector.TotalBytes);
    }
}
