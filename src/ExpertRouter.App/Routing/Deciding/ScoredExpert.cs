namespace ExpertRouter.App.Routing.Deciding;

/// <summary>An expert as a scorer sees a ticket.</summary>
/// <param name="ExpertId">Canonical expert.</param>
/// <param name="Score">Larger is better; comparable only inside one ticket.</param>
/// <param name="Probability">Probability that the ticket is for this expert; those of one ticket add up to at most 1.</param>
public sealed record ScoredExpert(long ExpertId, double Score, double Probability);
