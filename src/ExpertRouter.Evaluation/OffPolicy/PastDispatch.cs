namespace ExpertRouter.Evaluation.OffPolicy;

/// <summary>One choice between two ways, with what either would have brought: known in simulations, estimated by a model elsewhere.</summary>
/// <param name="Second">True if the second way was taken.</param>
/// <param name="FirstOutcome">Y⁰: outcome of the first way.</param>
/// <param name="SecondOutcome">Y¹: outcome of the second way, on the same scale.</param>
public sealed record PastDispatch(bool Second, double FirstOutcome, double SecondOutcome);
