namespace ExpertRouter.Learning.Ranking;

/// <summary>Whether a model may go into force, and why.</summary>
/// <param name="Promoted">True only for a significant improvement.</param>
/// <param name="Difference">Mean difference of reciprocal rank, candidate minus current.</param>
/// <param name="PValue">Two-sided p, or null without a test.</param>
/// <param name="Reason">One sentence for the log and the page.</param>
public sealed record PromotionDecision(bool Promoted, double Difference, double? PValue, string Reason);
