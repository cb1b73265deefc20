namespace ExpertRouter.App.Routing.Simulation;

/// <summary>The clock of a simulation: stands still until it is set forward; waiting goes by the real one. Thread-safe.</summary>
internal sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void MoveTo(DateTimeOffset now) => Interlocked.Exchange(ref _ticks, Math.Max(now.UtcTicks, Interlocked.Read(ref _ticks)));
}
