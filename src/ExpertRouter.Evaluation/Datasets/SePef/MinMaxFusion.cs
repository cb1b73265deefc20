namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>Weighted sum of two score lists brought to 0…1 per query (Lee 1997). Thread-safe.</summary>
public static class MinMaxFusion
{
    /// <summary>(score − min) / (max − min); all 0 when the scores are equal.</summary>
    public static double[] Normalise(IReadOnlyList<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Count == 0)
        {
            return [];
        }

        var low = scores.Min();
        var width = scores.Max() - low;
        return [.. scores.Select(score => width > 0 ? (score - low) / width : 0)];
    }

    /// <summary>weight · first + (1 − weight) · second, both normalised.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static double[] Fuse(IReadOnlyList<double> first, IReadOnlyList<double> second, double weight)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
        {
            throw new ArgumentException($"{first.Count} scores cannot be fused with {second.Count}.", nameof(second));
        }

        return [.. Normalise(first).Zip(Normalise(second), (a, b) => weight * a + (1 - weight) * b)];
    }
}
