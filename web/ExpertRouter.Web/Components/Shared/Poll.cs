using ExpertRouter.App.Health;

namespace ExpertRouter.Web.Components.Shared;

/// <summary>
/// Calls something every few seconds until it is disposed; never twice at once. An error ends it and is handed on; while the store is
/// away it waits for it, for a minute or so.
/// </summary>
public sealed class Poll : IDisposable
{
    private const int MostFailures = 20;

    private readonly CancellationTokenSource _leaving = new();
    private readonly PeriodicTimer _timer;

    private Poll(TimeSpan every, TimeProvider time) => _timer = new PeriodicTimer(every, time);

    /// <summary>Starts.</summary>
    /// <param name="every">Pause between calls.</param>
    /// <param name="time">The clock.</param>
    /// <param name="look">What to call.</param>
    /// <param name="failed">Gets the error that ended it.</param>
    public static Poll Start(TimeSpan every, TimeProvider time, Func<CancellationToken, Task> look, Func<Exception, Task> failed)
    {
        var poll = new Poll(every, time);
        _ = poll.RunAsync(look, failed);
        return poll;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _timer.Dispose();
        _leaving.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task> look, Func<Exception, Task> failed)
    {
        var leaving = _leaving.Token;
        try
        {
            var failures = 0;
            while (await _timer.WaitForNextTickAsync(leaving))
                failures = await TryAsync(look, failures, leaving) ? 0 : failures + 1;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (Exception error)
        {
            await failed(error);
        }
    }

    private static async Task<bool> TryAsync(Func<CancellationToken, Task> look, int failures, CancellationToken cancellationToken)
    {
        try
        {
            await look(cancellationToken);
            return true;
        }
        catch (Exception error) when (StoreProblem.IsBehind(error) && failures < MostFailures)
        {
            return false;
        }
    }
}
