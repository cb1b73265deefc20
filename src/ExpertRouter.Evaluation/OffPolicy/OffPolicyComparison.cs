namespace ExpertRouter.Evaluation.OffPolicy;

/// <summary>Two policies on one log.</summary>
/// <param name="Current">The policy in force.</param>
/// <param name="Candidate">The new one.</param>
/// <param name="Difference">Value of the new one minus that of the one in force, paired by decision.</param>
/// <param name="Refusal">Why nothing may be concluded; null when something may.</param>
public sealed record OffPolicyComparison(OffPolicyEstimate Current, OffPolicyEstimate Candidate, ValueEstimate Difference, string? Refusal)
{
    /// <summary>True only if something may be concluded and the 95 % interval of the difference lies above 0.</summary>
    public bool Better => Refusal is null && Difference.Interval.Lower > 0;
}
