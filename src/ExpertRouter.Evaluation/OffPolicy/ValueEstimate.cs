using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.OffPolicy;

/// <summary>An estimated mean reward.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard error.</param>
public sealed record ValueEstimate(double Value, double StandardError)
{
    /// <summary>95 % by the normal approximation.</summary>
    public Interval Interval => new(Value - (1.96 * StandardError), Value + (1.96 * StandardError));
}
