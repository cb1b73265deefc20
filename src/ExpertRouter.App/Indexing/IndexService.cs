using ExpertRouter.App.Encoders;
using ExpertRouter.App.Finding;
using ExpertRouter.Search.Lexical.Indexing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Indexing;

/// <summary>
/// Keeps the index up while the portal runs: after every nudge, and by a look at the store every few seconds. While another process
/// writes the index it reads what that one commits, and takes over when it ends.
/// </summary>
public sealed partial class IndexService(
    IndexUpdater updater, IndexCompleteness completeness, LexicalIndex index, InstalledEncoders encoders, ExpertDirectory directory, IndexNudge nudge,
    IOptions<IndexingOptions> options, ILogger<IndexService> logger)
    : BackgroundService
{
    /// <summary>After so many batches of a new encoder's vectors, new words get their turn.</summary>
    private const int BatchesBetweenLooks = 4;

    private bool _waitsForWriter;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // What was there before may be half an index, or none that this version can read.
        completeness.BeginFilling();
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await updater.CatchUpAsync(progress: null, stoppingToken);
                _waitsForWriter = false;
                if (await updater.FillVectorsAsync(BatchesBetweenLooks, progress: null, stoppingToken))
                    continue;
            }
            catch (IndexInUseException error)
            {
                if (!_waitsForWriter)
                    LogInUse(error.Message);
                _waitsForWriter = true;
                await ReadAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogFailed(error);
            }
            await nudge.WaitAsync(TimeSpan.FromSeconds(options.Value.PollSeconds), stoppingToken);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            index.Refresh();
            encoders.Refresh();
            await directory.RefreshAsync(cancellationToken);
            if (!completeness.Complete.IsCompleted && (await updater.StatusAsync(cancellationToken)).Lag == 0)
                completeness.EndFilling();
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason} Until then this process reads what that one commits.")]
    private partial void LogInUse(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The index could not be brought up to date; it tries again")]
    private partial void LogFailed(Exception error);
}
