namespace ExpertRouter.Evaluation.Metrics;

/// <summary>How well predicted probabilities agree with what happened. Thread-safe.</summary>
public static class Calibration
{
    /// <summary>Brier score: mean of (p − outcome)², outcome 1 or 0. 0 is perfect, always saying .5 gives .25.</summary>
    /// <exception cref="ArgumentException">No items, unequal lengths, or a probability outside [0, 1].</exception>
    public static double Brier(IReadOnlyList<double> probabilities, IReadOnlyList<bool> outcomes)
    {
        Check(probabilities, outcomes);
        var sum = 0.0;
        for (var i = 0; i < probabilities.Count; i++)
        {
            var error = probabilities[i] - (outcomes[i] ? 1 : 0);
            sum += error * error;
        }

        return sum / probabilities.Count;
    }

    /// <summary>
    /// Expected calibration error (Naeini et al. 2015): Σ over equal-width bins of share · |mean prediction − observed rate|.
    /// </summary>
    /// <exception cref="ArgumentException">No items, unequal lengths, or a probability outside [0, 1].</exception>
    public static double ExpectedError(IReadOnlyList<double> probabilities, IReadOnlyList<bool> outcomes, int bins = 10) =>
        Bins(probabilities, outcomes, bins)
            .Sum(bin => (double)bin.Count / probabilities.Count * Math.Abs(bin.MeanPrediction - bin.ObservedRate));

    /// <summary>The bins of a reliability diagram, equal widths from 0 to 1; empty bins are kept.</summary>
    /// <exception cref="ArgumentException">No items, unequal lengths, or a probability outside [0, 1].</exception>
    public static IReadOnlyList<ReliabilityBin> Bins(
        IReadOnlyList<double> probabilities, IReadOnlyList<bool> outcomes, int bins = 10)
    {
        Check(probabilities, outcomes);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);

        var counts = new int[bins];
        var predicted = new double[bins];
        var positive = new int[bins];
        for (var i = 0; i < probabilities.Count; i++)
        {
            var bin = Math.Min((int)(probabilities[i] * bins), bins - 1);
            counts[bin]++;
            predicted[bin] += probabilities[i];
            positive[bin] += outcomes[i] ? 1 : 0;
        }

        return [.. Enumerable.Range(0, bins).Select(b => new ReliabilityBin(
            (double)b / bins,
            (double)(b + 1) / bins,
            counts[b],
            counts[b] == 0 ? 0 : predicted[b] / counts[b],
            counts[b] == 0 ? 0 : (double)positive[b] / counts[b]))];
    }

    private static void Check(IReadOnlyList<double> probabilities, IReadOnlyList<bool> outcomes)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(outcomes);
        if (probabilities.Count != outcomes.Count || probabilities.Count == 0)
        {
            throw new ArgumentException(
                $"Calibration needs one outcome per probability and at least one of them; got {probabilities.Count} and {outcomes.Count}.",
                nameof(outcomes));
        }

        for (var i = 0; i < probabilities.Count; i++)
        {
            if (probabilities[i] is not (>= 0 and <= 1))
            {
                throw new ArgumentException($"Item {i}: {probabilities[i]} is no probability.", nameof(probabilities));
            }
        }
    }
}
