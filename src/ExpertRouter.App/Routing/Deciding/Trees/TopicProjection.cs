namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>
/// A few components of a vector by random signs (Achlioptas, Database-friendly random projections, JCSS 2003): component j of a unit vector x is
/// Σ_i s_ij x_i with s_ij = ±1, of mean square 1 over the signs. The signs are a fixed function of i and j, the same on every machine and for ever.
/// </summary>
internal static class TopicProjection
{
    /// <summary>How many components.</summary>
    public const int Components = 4;

    private const int Decimals = 4;

    /// <summary>The components, rounded to four decimals; empty for an empty vector.</summary>
    public static double[] Of(ReadOnlySpan<float> vector)
    {
        if (vector.IsEmpty)
            return [];
        var sums = new double[Components];
        for (var i = 0; i < vector.Length; i++)
        {
            var signs = Mix((ulong)i);
            for (var j = 0; j < Components; j++)
                sums[j] += ((signs >> j) & 1) == 0 ? vector[i] : -vector[i];
        }
        return [.. sums.Select(sum => Math.Round(sum, Decimals))];
    }

    /// <summary>Bits that look random: one step of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).</summary>
    private static ulong Mix(ulong value)
    {
        value = unchecked((value + 1) * 0x9E3779B97F4A7C15UL);
        value = unchecked((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL);
        value = unchecked((value ^ (value >> 27)) * 0x94D049BB133111EBUL);
        return value ^ (value >> 31);
    }
}
