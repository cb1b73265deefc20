using System.Collections.Concurrent;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.App.Ingestion.Storing;
using ExpertRouter.App.Setup;
using ExpertRouter.Core.Model;
using ExpertRouter.Data;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Ingestion;

/// <summary>
/// Runs a connector over a source, for the command line, the portal and the demo alike: keeps the source's row and the run's
/// row, continues an interrupted run where it stood, and says how it ended. Thread-safe; one run per source at a time.
/// </summary>
public sealed class IngestionService(IDbContextFactory<AppDbContext> contexts, DocumentIngestor ingestor, DataDirectory data, TimeProvider time)
{
    private readonly ConcurrentDictionary<int, bool> _running = new();

    /// <summary>Ingests what the request names.</summary>
    /// <exception cref="IngestionException">The source cannot be read or stored any further; the run is marked as failed and the next one continues.</exception>
    public async Task<IngestionReport> RunAsync(IngestionRequest request, IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        var connector = ConnectorFactory.Create(request.Kind, request.Arguments);
        var source = await SaveSourceOrExplainAsync(request, connector, cancellationToken);
        if (!_running.TryAdd(source.Id, true))
            throw new IngestionException($"Source '{source.Name}' is being ingested already. Wait until that run has ended.");
        try
        {
            return await RunAsync(source, connector, progress, cancellationToken);
        }
        finally
        {
            _running.TryRemove(source.Id, out _);
        }
    }

    /// <summary>Ingests a known source again, from where it was read before.</summary>
    /// <exception cref="ArgumentException">There is no such source, or it has no connector to run.</exception>
    public async Task<IngestionReport> RunAgainAsync(int sourceId, IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var source = await db.Sources.AsNoTracking().SingleOrDefaultAsync(row => row.Id == sourceId, cancellationToken)
            ?? throw new ArgumentException($"There is no source {sourceId}.", nameof(sourceId));
        if (!ConnectorFactory.Kinds.Contains(source.Connector))
            throw new ArgumentException($"Source '{source.Name}' is filled through '{source.Connector}' and cannot be run from here.", nameof(sourceId));
        var arguments = source.Location.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return await RunAsync(new IngestionRequest(source.Connector, arguments, source.Name, source.Group), progress, cancellationToken);
    }

    private async Task<Source> SaveSourceOrExplainAsync(IngestionRequest request, IConnector connector, CancellationToken cancellationToken)
    {
        try
        {
            return await SaveSourceAsync(request, connector, cancellationToken);
        }
        catch (Exception e) when (e is not IngestionException && StorageProblem.Explain(e, request.Name ?? connector.DefaultName) is { } explained)
        {
            throw explained;
        }
    }

    private async Task<IngestionReport> RunAsync(
        Source source, IConnector connector, IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        var (session, checkpoint, lastCompleted) = await StartAsync(source, cancellationToken);
        var run = session.Run!;
        try
        {
            await ingestor.IngestAsync(session, connector, checkpoint?.Position, lastCompleted, progress, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await EndAsync(session, IngestionStatus.Cancelled, "stopped on request");
            throw;
        }
        catch (Exception e) when (StorageProblem.Explain(e, source.Name) is { } explained)
        {
            await EndAsync(session, IngestionStatus.Failed, explained.Message);
            throw explained;
        }
        await EndAsync(session, IngestionStatus.Completed, error: null);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await db.IngestionRuns.AsNoTracking().SingleAsync(row => row.Id == run.Id, cancellationToken);
        return new IngestionReport(stored, source.Name, session.IsResumed, session.Counts.Placeholders, session.Warnings, session.Counts.Merges);
    }

    private async Task<(IngestionSession Session, RunCheckpoint? Checkpoint, SourcePosition? LastCompleted)> StartAsync(
        Source source, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = db.IngestionRuns.Where(row => row.SourceId == source.Id).OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.Id);
        var last = await runs.FirstOrDefaultAsync(cancellationToken);
        var completed = await runs.AsNoTracking().FirstOrDefaultAsync(row => row.Status == IngestionStatus.Completed, cancellationToken);
        var since = await db.Sequences.Where(row => row.Name == SequenceNames.Changes).Select(row => row.Value).SingleAsync(cancellationToken);

        var run = last is { Status: not IngestionStatus.Completed } ? last : null;
        var checkpoint = RunCheckpoint.Parse(run?.Checkpoint);
        if (run is null || checkpoint is null || checkpoint.Batch == 0)
        {
            checkpoint = null;
            if (run is null)
                db.IngestionRuns.Add(run = new IngestionRun { Id = Guid.CreateVersion7(time.GetUtcNow()), SourceId = source.Id, StartedAt = time.GetUtcNow() });
            run.Checkpoint = new RunCheckpoint("", 0, 0, "", since, 0).ToJson();
        }
        (run.Status, run.FinishedAt, run.Error) = (IngestionStatus.Running, null, null);
        await db.SaveChangesAsync(cancellationToken);

        var rejects = new RejectsFile(Path.Combine(data.Rejects, $"{SafeName(source.Name)}-{run.Id:N}.jsonl"));
        rejects.Keep(run.Rejected);
        var session = new IngestionSession
        {
            Source = source,
            Run = run,
            Since = checkpoint?.Since ?? since,
            Rejects = rejects,
            IsResumed = checkpoint is not null,
            Batches = checkpoint?.Batch ?? 0,
            Counts = new IngestionCounts(run.Read, run.New, run.Changed, run.Unchanged, run.Rejected),
        };
        return (session, checkpoint, RunCheckpoint.Parse(completed?.Checkpoint)?.Position);
    }

    private async Task EndAsync(IngestionSession session, IngestionStatus status, string? error)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var now = time.GetUtcNow();
        try
        {
            // Another process may have taken the run over; then it is not ours to end.
            var run = session.Run!;
            await db.IngestionRuns.Where(row => row.Id == run.Id && row.Checkpoint == run.Checkpoint).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Status, status).SetProperty(row => row.FinishedAt, now).SetProperty(row => row.Error, error),
                CancellationToken.None);
        }
        catch (Exception e) when (status != IngestionStatus.Completed && StorageProblem.IsStorage(e))
        {
            // The store that failed the run cannot take the note either; the run stays "running" and is continued all the same.
            session.Warn($"The end of the run could not be noted: {e.Message}");
        }
    }

    private async Task<Source> SaveSourceAsync(IngestionRequest request, IConnector connector, CancellationToken cancellationToken)
    {
        var name = string.IsNullOrWhiteSpace(request.Name) ? connector.DefaultName : request.Name.Trim();
        var location = string.Join('\n', request.Arguments.Select(argument => File.Exists(argument) || Directory.Exists(argument) ? Path.GetFullPath(argument) : argument));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var source = await db.Sources.SingleOrDefaultAsync(row => row.Name == name, cancellationToken);
        if (source is null)
        {
            source = new Source { Name = name, Connector = connector.Kind, Group = request.Group ?? name, Location = location, CreatedAt = time.GetUtcNow() };
            db.Sources.Add(source);
        }
        else if (source.Connector != connector.Kind && request.Name is null)
        {
            throw new IngestionException($"There is a source '{name}' already, filled by '{source.Connector}'. Choose another name with --name.");
        }
        (source.Connector, source.Location, source.Group) = (connector.Kind, location, request.Group ?? source.Group);
        await db.SaveChangesAsync(cancellationToken);
        return source;
    }

    private static string SafeName(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
}
