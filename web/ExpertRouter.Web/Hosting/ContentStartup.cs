using ExpertRouter.App.Demo;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Ingestion;
using ExpertRouter.Search.Lexical.Indexing;

namespace ExpertRouter.Web.Hosting;

/// <summary>After the portal is open: reads the demo organisation in demo mode, brings the index up to date and makes the demo's tickets. Pages say how far it is.</summary>
public sealed partial class ContentStartup(
    DemoMode demo, DemoOrganisation organisation, DemoTickets tickets, IndexUpdater updater, StartupProgress progress, ILogger<ContentStartup> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            if (demo.IsOn)
            {
                progress.Report(StartupPhase.LoadingDemo);
                await organisation.LoadAsync(new DemoProgress(progress), stoppingToken);
            }
            progress.Report(StartupPhase.Indexing);
            await CatchUpAsync(stoppingToken);
            if (demo.IsOn)
                await tickets.LoadAsync(stoppingToken);
            progress.Report(StartupPhase.Ready);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
        catch (Exception e)
        {
            LogFailure(e);
            progress.Report(StartupPhase.Failed, problem: e is IngestionException ? e.Message : "an unexpected error.");
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await updater.CatchUpAsync(new IndexingProgress(progress), cancellationToken);
        }
        catch (IndexInUseException e)
        {
            LogIndexInUse(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reason}")]
    private partial void LogIndexInUse(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped before everything was read and indexed; the next start goes on")]
    private partial void LogStopped();

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading or indexing at start failed")]
    private partial void LogFailure(Exception exception);

    // Progress<T> would post to the thread pool, where an old report can overtake a new one.
    private sealed class DemoProgress(StartupProgress progress) : IProgress<IngestionProgress>
    {
        public void Report(IngestionProgress value) => progress.Report(StartupPhase.LoadingDemo, value.Read);
    }

    private sealed class IndexingProgress(StartupProgress progress) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value) => progress.Report(StartupPhase.Indexing, value.Done, value.Total);
    }
}
