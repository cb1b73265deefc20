using ExpertRouter.Encoder.Layers;

namespace ExpertRouter.Encoder.Training;

/// <summary>Draws the text pairs of a step, by <see cref="EncoderTrainingOptions.SourcePower"/>. Immutable and thread-safe.</summary>
/// <param name="sourceOf">the source of each pair.</param>
internal sealed class PairSources(IReadOnlyList<string> sourceOf, float? power)
{
    private readonly int[][] pairsOf = power is null
        ? []
        : [.. Enumerable.Range(0, sourceOf.Count).GroupBy(i => sourceOf[i], StringComparer.Ordinal)
            .OrderBy(source => source.Key, StringComparer.Ordinal).Select(source => source.ToArray())];

    /// <summary>Different pairs, at most as many as there are.</summary>
    public IReadOnlyCollection<int> Draw(SeededRandom random, int count)
    {
        if (power is null)
            return Distinct(random, sourceOf.Count, count);
        var own = pairsOf[Choose(random)];
        var drawn = Distinct(random, own.Length, count).Select(i => own[i]).ToHashSet();
        while (drawn.Count < Math.Min(count, sourceOf.Count))
            drawn.Add(random.Next(sourceOf.Count));
        return drawn;
    }

    /// <summary>Different numbers below the bound, at most as many as there are.</summary>
    public static HashSet<int> Distinct(SeededRandom random, int bound, int count)
    {
        var seen = new HashSet<int>();
        while (seen.Count < Math.Min(bound, count))
            seen.Add(random.Next(bound));
        return seen;
    }

    private int Choose(SeededRandom random)
    {
        var left = random.NextDouble() * pairsOf.Sum(Weight);
        for (var source = 0; source < pairsOf.Length - 1; source++)
            if ((left -= Weight(pairsOf[source])) < 0)
                return source;
        return pairsOf.Length - 1;
    }

    private double Weight(int[] pairs) => Math.Pow(pairs.Length, power!.Value);
}
