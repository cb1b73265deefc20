using ExpertRouter.App.Demo;
using ExpertRouter.App.Ingestion;

namespace ExpertRouter.Web.Hosting;

/// <summary>After the portal is open: reads the demo organisation in demo mode. Pages say how far it is.</summary>
public sealed partial class ContentStartup(
    DemoMode demo, DemoOrganisation organisation, StartupProgress progress, ILogger<ContentStartup> logger) : BackgroundService
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
                await organisation.LoadAsync(new DirectProgress(progress), stoppingToken);
            }
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped before everything was read and indexed; the next start goes on")]
    private partial void LogStopped();

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading or indexing at start failed")]
    private partial void LogFailure(Exception exception);

    private sealed class DirectProgress(StartupProgress progress) : IProgress<IngestionProgress>
    {
        public void Report(IngestionProgress value) => progress.Report(StartupPhase.LoadingDemo, value.Read);
    }
}
