namespace ExpertRouter.Evaluation.OffPolicy;

/// <summary>One logged decision seen by a policy that might have been in force instead.</summary>
/// <param name="Target">π(a|x): with which probability the policy in question would have done what was done.</param>
/// <param name="Propensity">p(a|x): with which probability the policy in force did it, in (0, 1].</param>
/// <param name="Reward">What came of it.</param>
/// <param name="Model">What a model of the reward says, if there is one; it must not have seen this reward.</param>
public sealed record OffPolicySample(double Target, double Propensity, double Reward, RewardModel? Model = null)
{
    /// <summary>π(a|x) / p(a|x).</summary>
    public double Weight => Target / Propensity;
}
