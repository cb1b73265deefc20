using ExpertRouter.App.Routing.Life;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Messaging;

/// <summary>Runs the <see cref="OutboxRelay"/> while the host runs: whenever a ticket has moved here, and now and then for what others left in the outbox.</summary>
public sealed partial class OutboxService(
    OutboxRelay relay, OutboxNudge nudge, IOptions<MessagingOptions> options, TimeProvider time, ILogger<OutboxService> logger) : BackgroundService
{
    /// <summary>While the broker is away nothing wakes the outbox: all that came would be looked through again for every move.</summary>
    private static readonly TimeSpan WithoutBroker = TimeSpan.FromSeconds(.5);

    /// <summary>Events that come soon after others go together with those that come meanwhile.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backOff = options.Value.RelayEvery;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var connected = relay.IsConnected;
                if (await relay.DeliverAsync(stoppingToken) > 0)
                    await Task.Delay(Rest, time, stoppingToken);
                backOff = options.Value.RelayEvery;
                await (connected ? nudge.WaitAsync(options.Value.RelayEvery, stoppingToken) : Task.Delay(WithoutBroker, time, stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                backOff = backOff * 2 < LongestBackOff ? backOff * 2 : LongestBackOff;
                LogFailed(error, backOff.TotalSeconds);
                await Task.Delay(backOff, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be delivered; next try in {Seconds} s")]
    private partial void LogFailed(Exception error, double seconds);
}
