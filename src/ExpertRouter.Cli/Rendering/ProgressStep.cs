namespace ExpertRouter.Cli.Rendering;

/// <summary>How far some work is.</summary>
/// <param name="Fraction">In [0, 1]; null when the total is unknown.</param>
/// <param name="Items">Items done.</param>
/// <param name="PerSecond">Items per second.</param>
internal readonly record struct ProgressStep(double? Fraction, long Items, double PerSecond);
