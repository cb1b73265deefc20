namespace ExpertRouter.Encoder.Layers;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed on every machine and runtime. Not thread-safe, and not
/// for secrets.
/// </summary>
public sealed class SeededRandom(ulong seed)
{
    private ulong state = seed;

    public ulong NextBits()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 … bound − 1.</summary>
    public int Next(int bound) => (int)(((NextBits() >> 32) * (ulong)bound) >> 32);

    /// <summary>Box–Muller.</summary>
    public void FillNormal(Span<float> numbers, double deviation)
    {
        for (var i = 0; i < numbers.Length; i += 2)
        {
            var radius = deviation * Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
            var angle = 2 * Math.PI * NextDouble();
            numbers[i] = (float)(radius * Math.Cos(angle));
            if (i + 1 < numbers.Length)
                numbers[i + 1] = (float)(radius * Math.Sin(angle));
        }
    }
}
