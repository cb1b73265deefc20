namespace ExpertRouter.Benchmarks.Find;

/// <summary>Times of single operations in milliseconds: on the clock, and of this process's processor time.</summary>
internal sealed class Latencies
{
    private readonly List<double> _clock = [];
    private readonly List<double> _processor = [];

    public async Task MeasureAsync(Func<Task> operation)
    {
        var (start, used) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await operation();
        _clock.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        _processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
    }

    public (double P50, double P95) Clock => (Percentile(_clock, 0.5), Percentile(_clock, 0.95));

    public (double P50, double P95) Processor => (Percentile(_processor, 0.5), Percentile(_processor, 0.95));

    public override string ToString() =>
        FormattableString.Invariant($"p50 {Clock.P50:F1} ms, p95 {Clock.P95:F1} ms (processor time p50 {Processor.P50:F1} ms, p95 {Processor.P95:F1} ms, {_clock.Count} queries)");

    /// <summary>The smallest value that at least the given part of all values does not exceed.</summary>
    private static double Percentile(List<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Count) - 1)];
    }
}
