namespace ExpertRouter.Core.Routing;

/// <summary>An expert who passed the hard rules for one ticket. Immutable.</summary>
/// <param name="ExpertId">Canonical expert.</param>
/// <param name="Score">Of the ranker; larger is better; comparable only inside one decision.</param>
/// <param name="Probability">
/// Calibrated probability, in [0, 1], that the ticket is for this expert. Those of one decision add up to at most 1; what is missing is
/// the probability that it is for nobody here.
/// </param>
/// <param name="Load">Tickets in the expert's hands or offered now.</param>
/// <param name="Capacity">Tickets the expert takes at once, at least 1; null when there is no limit.</param>
/// <param name="Cost">Price of one request in the installation's currency; null when unknown.</param>
/// <param name="AskedLately">How often the router asked the expert in the last 90 days.</param>
public sealed record RoutingCandidate(
    long ExpertId, double Score, double Probability, int Load = 0, int? Capacity = null, double? Cost = null, int AskedLately = 0);
