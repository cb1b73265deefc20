namespace ExpertRouter.Learning.Acceptance;

/// <summary>
/// Platt scaling (Platt, Probabilistic Outputs for Support Vector Machines, 1999): p = 1 / (1 + exp(Slope · s + Offset)). Two
/// parameters, so it can be fitted on few outcomes; a negative slope means that larger scores are better.
/// </summary>
/// <param name="Slope">Per unit of score.</param>
/// <param name="Offset">At score 0.</param>
public sealed record PlattScaling(double Slope, double Offset) : ICalibrator
{
    /// <inheritdoc/>
    public double Probability(double score) => 1 / (1 + Math.Exp((Slope * score) + Offset));
}
