namespace ExpertRouter.Learning.Ranking;

/// <summary>What a listwise mixture consists of; one entry per feature in each list.</summary>
/// <param name="Weights">Weights of standardised features.</param>
/// <param name="Means">Means in training.</param>
/// <param name="Deviations">Standard deviations in training.</param>
public sealed record MixtureParameters(IReadOnlyList<double> Weights, IReadOnlyList<double> Means, IReadOnlyList<double> Deviations);
