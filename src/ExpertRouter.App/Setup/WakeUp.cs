using System.Threading.Channels;

namespace ExpertRouter.App.Setup;

/// <summary>Wakes who looks at the store now and then. It only saves waiting: the store knows what changed. Thread-safe.</summary>
public abstract class WakeUp(TimeProvider time)
{
    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something changed.</summary>
    public void Nudge() => _nudges.Writer.TryWrite(true);

    /// <summary>Waits for a nudge, no longer than <paramref name="longest"/>.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _nudges.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The wait is over: time to look at the store.
        }
    }
}
