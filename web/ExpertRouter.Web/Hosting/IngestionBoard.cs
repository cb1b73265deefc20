using System.Collections.Concurrent;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Ingestion;

namespace ExpertRouter.Web.Hosting;

/// <summary>
/// Runs sources in the background of the portal and tells the sources page how far they are. A run belongs to the portal, not
/// to the page that started it: leaving the page does not stop it, stopping the portal does, and the next run goes on. Thread-safe.
/// </summary>
public sealed partial class IngestionBoard(
    IngestionService ingestion, IndexNudge index, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<IngestionBoard> logger)
{
    private readonly ConcurrentDictionary<int, SourceRun> _runs = new();
    private readonly ConcurrentDictionary<int, CancellationTokenSource> _stops = new();

    /// <summary>Raised after every step of any run, on any thread.</summary>
    public event Action? Changed;

    /// <summary>The latest run of a source since the portal started, or null.</summary>
    public SourceRun? Latest(int sourceId) => _runs.GetValueOrDefault(sourceId);

    /// <summary>Starts a run; false when one is going on.</summary>
    public bool Start(int sourceId)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        if (!_stops.TryAdd(sourceId, stop))
        {
            stop.Dispose();
            return false;
        }
        Set(new SourceRun(sourceId, time.GetUtcNow(), null, IsRunning: true));
        _ = Task.Run(() => RunAsync(sourceId, stop), CancellationToken.None);
        return true;
    }

    /// <summary>Asks a run to stop after its current batch.</summary>
    public void Stop(int sourceId)
    {
        if (_stops.TryGetValue(sourceId, out var stop))
            stop.Cancel();
    }

    private async Task RunAsync(int sourceId, CancellationTokenSource stop)
    {
        try
        {
            var report = await ingestion.RunAgainAsync(sourceId, new Reporter(this, sourceId), stop.Token);
            var run = report.Run;
            End(sourceId, $"Read {run.Read:N0}: {run.New:N0} new, {run.Changed:N0} changed, {run.Unchanged:N0} unchanged, {run.Rejected:N0} refused.", isTrouble: false);
        }
        catch (OperationCanceledException)
        {
            End(sourceId, "Stopped. What was read is stored; the next run goes on from there.", isTrouble: false);
        }
        catch (Exception e) when (e is IngestionException or ArgumentException)
        {
            End(sourceId, e.Message, isTrouble: true);
        }
        catch (Exception e)
        {
            LogFailure(e, sourceId);
            End(sourceId, "The run failed unexpectedly. What was read is stored; the log has the details.", isTrouble: true);
        }
        finally
        {
            _stops.TryRemove(sourceId, out _);
            stop.Dispose();
            index.Nudge();
            Changed?.Invoke();
        }
    }

    private void End(int sourceId, string message, bool isTrouble) =>
        Set(_runs[sourceId] with { IsRunning = false, Message = message, IsTrouble = isTrouble });

    private void Set(SourceRun run)
    {
        _runs[run.SourceId] = run;
        Changed?.Invoke();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Run of source {SourceId} failed")]
    private partial void LogFailure(Exception exception, int sourceId);

    private sealed class Reporter(IngestionBoard board, int sourceId) : IProgress<IngestionProgress>
    {
        public void Report(IngestionProgress value)
        {
            if (board._runs.TryGetValue(sourceId, out var run) && run.IsRunning)
                board.Set(run with { Progress = value });
        }
    }
}
