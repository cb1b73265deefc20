using ExpertRouter.App.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Messaging;

/// <summary>Runs the <see cref="TicketSweeper"/> again and again while the host runs.</summary>
public sealed partial class SweepService(TicketSweeper sweeper, IOptions<MessagingOptions> options, TimeProvider time, ILogger<SweepService> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sweeper.SweepAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep over the tickets failed; the next one starts over")]
    private partial void LogFailed(Exception error);
}
