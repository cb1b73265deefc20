namespace ExpertRouter.Evaluation.Experiments;

/// <summary>How far a system is from the baseline on the same queries.</summary>
/// <param name="Mean">Mean of system − baseline, in the metric's own unit.</param>
/// <param name="Interval">Paired bootstrap interval of that mean.</param>
public sealed record PairedDifference(double Mean, Interval Interval);
