namespace ExpertRouter.Learning.Acceptance;

/// <summary>
/// Isotonic calibration (Zadrozny and Elkan, KDD 2002): the non-decreasing step function closest to the outcomes. Step i holds
/// from Lows[i] to Highs[i]; between two steps the probability is interpolated, outside the first and last stays. Takes any
/// monotone shape, but needs many outcomes (about 1,000: Niculescu-Mizil and Caruana, ICML 2005).
/// </summary>
/// <param name="Lows">Lowest score of each step, ascending.</param>
/// <param name="Highs">Highest score of each step.</param>
/// <param name="Probabilities">One per step, not falling.</param>
public sealed record IsotonicSteps(float[] Lows, float[] Highs, float[] Probabilities) : ICalibrator
{
    /// <inheritdoc/>
    public double Probability(double score)
    {
        var step = Array.FindIndex(Highs, high => score <= high);
        if (step < 0) return Probabilities[^1];
        if (step == 0 || score >= Lows[step]) return Probabilities[step];
        var share = (score - Highs[step - 1]) / (Lows[step] - Highs[step - 1]);
        return Probabilities[step - 1] + (share * (Probabilities[step] - Probabilities[step - 1]));
    }
}
