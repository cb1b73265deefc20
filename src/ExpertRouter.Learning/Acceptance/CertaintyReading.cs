namespace ExpertRouter.Learning.Acceptance;

/// <summary>How certain a prediction was, with what is needed to learn from its outcome. Immutable.</summary>
/// <param name="Probability">That it is right, in [0, 1].</param>
/// <param name="Features">What it was read from.</param>
/// <param name="Each">What each calibrator said.</param>
public sealed record CertaintyReading(double Probability, double[] Features, double[] Each);
