namespace ExpertRouter.Evaluation.Experiments;

/// <summary>A confidence interval, both ends included.</summary>
public sealed record Interval(double Lower, double Upper);
