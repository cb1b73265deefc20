namespace ExpertRouter.Evaluation.OffPolicy;

/// <summary>Predicted rewards for one logged decision.</summary>
/// <param name="Logged">q(x, a) of what was done.</param>
/// <param name="Target">Σ π(a|x) q(x, a): what the policy in question would have brought.</param>
public sealed record RewardModel(double Logged, double Target);
