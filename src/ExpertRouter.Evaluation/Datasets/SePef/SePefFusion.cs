namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>The weights that a fusion got on validation.</summary>
/// <param name="System">Its name, such as <c>BM25+TAG</c>.</param>
/// <param name="FirstWeight">Weight of the first system; the second has 1 − that.</param>
/// <param name="ValidationScore">What it scores there in the metric tuned for; null without validation queries.</param>
public sealed record SePefFusion(string System, double FirstWeight, double? ValidationScore);
