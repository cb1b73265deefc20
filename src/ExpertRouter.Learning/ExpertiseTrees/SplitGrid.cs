namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>
/// Where an expertise tree may split: per feature an ascending list of values, at the root the 11 quantiles 0, 10 … 100 %
/// of a reference sample (+1e-5, the first −1e-5, so that every sample lies in a box open below and closed above).
/// Immutable; part of what a rebuilt tree must agree in.
/// </summary>
/// <param name="Features">Names of the features, for explanations.</param>
/// <param name="Quantiles">The list of each feature.</param>
public sealed record SplitGrid(IReadOnlyList<string> Features, IReadOnlyList<double[]> Quantiles)
{
    private const int Steps = 10;
    private const double Margin = 1e-5;

    /// <summary>Takes the quantiles of past contexts, between neighbours by linear interpolation.</summary>
    /// <param name="features">One name per feature.</param>
    /// <param name="contexts">At least one context; all as long as <paramref name="features"/>.</param>
    /// <exception cref="ArgumentException">There is no context, or one of another length.</exception>
    public static SplitGrid FromContexts(IReadOnlyList<string> features, IReadOnlyCollection<double[]> contexts)
    {
        if (contexts.Count == 0)
            throw new ArgumentException("a grid needs at least one past context", nameof(contexts));
        if (contexts.FirstOrDefault(context => context.Length != features.Count) is { } odd)
            throw new ArgumentException($"a context has {odd.Length} values for {features.Count} feature names", nameof(contexts));
        return new SplitGrid(features, [.. features.Select((_, feature) => Of([.. contexts.Select(context => context[feature]).Order()]))]);
    }

    private static double[] Of(double[] sorted)
    {
        var list = new double[Steps + 1];
        for (var step = 0; step <= Steps; step++)
        {
            var place = (sorted.Length - 1) * (step / (double)Steps);
            var below = (int)place;
            var above = Math.Min(below + 1, sorted.Length - 1);
            list[step] = sorted[below] + ((place - below) * (sorted[above] - sorted[below])) + Margin;
        }

        list[0] -= 2 * Margin;
        return list;
    }
}
