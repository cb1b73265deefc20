namespace ExpertRouter.Encoder.Training;

/// <summary>Losses of one batch, unweighted but for the total; NaN for a loss that is not trained. Load per expert sums to 1, empty without gates.</summary>
public sealed record StepLosses(float Total, float Expert, float SameExpert, float Pairs, IReadOnlyList<float> Load);
