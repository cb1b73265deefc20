using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Messaging;

/// <summary>Runs the <see cref="OutboxRelay"/> again and again while the host runs.</summary>
public sealed partial class OutboxService(OutboxRelay relay, IOptions<MessagingOptions> options, TimeProvider time, ILogger<OutboxService> logger) : BackgroundService
{
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = options.Value.RelayEvery;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await relay.DeliverAsync(stoppingToken);
                wait = options.Value.RelayEvery;
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
