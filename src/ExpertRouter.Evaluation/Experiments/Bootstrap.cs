using System.Numerics.Tensors;

namespace ExpertRouter.Evaluation.Experiments;

/// <summary>Percentile bootstrap of means over queries (Efron 1979), seeded. Thread-safe.</summary>
public static class Bootstrap
{
    /// <summary>The interval of one mean.</summary>
    /// <param name="values">One value per query, at least one.</param>
    /// <param name="rounds">Resamples, at least 1.</param>
    /// <param name="seed">The same seed gives the same interval.</param>
    /// <param name="confidence">Between 0 and 1, such as .95.</param>
    public static Interval MeanInterval(IReadOnlyList<double> values, int rounds, ulong seed, double confidence = 0.95) =>
        Percentiles(Means([values], rounds, seed)[0], confidence);

    /// <summary>
    /// Means of several value lists under the same resampled queries, so that differences of the results are paired.
    /// </summary>
    /// <param name="columns">Lists of equal length, one value per query.</param>
    /// <param name="rounds">Resamples, at least 1.</param>
    /// <param name="seed">The same seed draws the same queries.</param>
    /// <returns>[column][round].</returns>
    public static double[][] Means(IReadOnlyList<IReadOnlyList<double>> columns, int rounds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        if (columns.Count == 0 || columns[0].Count == 0 || columns.Any(c => c.Count != columns[0].Count))
        {
            throw new ArgumentException("The bootstrap needs lists of equal length with at least one value.", nameof(columns));
        }

        var width = columns.Count;
        var queries = columns[0].Count;
        var table = new double[queries * width];
        for (var q = 0; q < queries; q++)
        {
            for (var c = 0; c < width; c++)
            {
                table[q * width + c] = columns[c][q];
            }
        }

        var random = new SplitMix64(seed);
        var means = columns.Select(_ => new double[rounds]).ToArray();
        var sums = new double[width];
        for (var round = 0; round < rounds; round++)
        {
            Array.Clear(sums);
            for (var draw = 0; draw < queries; draw++)
            {
                TensorPrimitives.Add(sums, table.AsSpan(random.NextBelow(queries) * width, width), sums);
            }

            for (var c = 0; c < width; c++)
            {
                means[c][round] = sums[c] / queries;
            }
        }

        return means;
    }

    /// <summary>The central interval of resampled means, by linear interpolation between order statistics.</summary>
    public static Interval Percentiles(IEnumerable<double> means, double confidence)
    {
        ArgumentNullException.ThrowIfNull(means);
        if (confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence lies between 0 and 1, such as .95.");
        }

        var sorted = means.Order().ToArray();
        return new Interval(Quantile(sorted, (1 - confidence) / 2), Quantile(sorted, (1 + confidence) / 2));
    }

    private static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
