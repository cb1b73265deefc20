using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Mail;

/// <summary>Sends waiting mail while the host runs; tries ever more rarely while the server is away.</summary>
public sealed partial class MailService(MailSender sender, IOptions<MailOptions> options, TimeProvider time, ILogger<MailService> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = options.Value.SendEvery;
        while (options.Value.IsOn && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await sender.SendAsync(stoppingToken);
                wait = options.Value.SendEvery;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
                LogFailed(error, wait.TotalSeconds);
            }
            await Task.Delay(wait, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail could not be sent; next try in {Seconds} s")]
    private partial void LogFailed(Exception error, double seconds);
}
