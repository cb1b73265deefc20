namespace ExpertRouter.Evaluation.OffPolicy;

/// <summary>What a log says about the value of a policy that was not in force. Never show a value without <see cref="EffectiveSamples"/>.</summary>
public sealed record OffPolicyEstimate
{
    /// <summary>Logged decisions.</summary>
    public required int Samples { get; init; }

    /// <summary>(Σw)² / Σw² (Kish): how many decisions of the policy itself would say as much.</summary>
    public required double EffectiveSamples { get; init; }

    /// <summary>Mean weight; 1 in expectation where the log covers all that the policy would do.</summary>
    public required double MeanWeight { get; init; }

    /// <summary>Inverse propensity scoring: mean of w r. Unbiased, of large variance.</summary>
    public required ValueEstimate Ips { get; init; }

    /// <summary>Self-normalised: Σ w r / Σ w. Slightly biased, of smaller variance, inside the range of rewards.</summary>
    public required ValueEstimate Snips { get; init; }

    /// <summary>Doubly robust: mean of q(π) + w (r − q(a)). Null when a sample has no model.</summary>
    public required ValueEstimate? DoublyRobust { get; init; }

    /// <summary>Why nothing may be concluded; null when something may.</summary>
    public required string? Refusal { get; init; }
}
