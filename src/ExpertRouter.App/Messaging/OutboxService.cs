using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ExpertRouter.App.Messaging;

/// <summary>Runs the <see cref="OutboxRelay"/> every few seconds while the portal runs.</summary>
public sealed partial class OutboxService(OutboxRelay relay, TimeProvider time, ILogger<OutboxService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = Interval;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await relay.DeliverAsync(stoppingToken);
                wait = Interval;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                wait = wait * 2 < LongestBackOff ? wait * 2 : LongestBackOff;
                LogFailed(error, wait.TotalSeconds);
            }
            await Task.Delay(wait, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be delivered; next try in {Seconds} s")]
    private partial void LogFailed(Exception error, double seconds);
}
