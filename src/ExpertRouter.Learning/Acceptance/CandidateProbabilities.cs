namespace ExpertRouter.Learning.Acceptance;

/// <summary>
/// Calibrated scores of one ticket's candidates → probabilities that add up to at most 1, as a routing candidate needs
/// them. Each is calibrated on its own; where together they exceed 1 they are scaled down to 1, which leaves nothing for nobody.
/// </summary>
public static class CandidateProbabilities
{
    /// <summary>One probability per score, in order.</summary>
    public static double[] Of(IReadOnlyList<double> scores, ICalibrator calibrator)
    {
        double[] probabilities = [.. scores.Select(calibrator.Probability)];
        var sum = probabilities.Sum();
        if (sum > 1)
        {
            // A little less than 1, so that rounding cannot lift the sum above it again.
            var scale = (1 - 1e-12) / sum;
            for (var i = 0; i < probabilities.Length; i++) probabilities[i] *= scale;
        }

        return probabilities;
    }
}
