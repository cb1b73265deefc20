namespace ExpertRouter.Core.Routing;

/// <summary>What several rankers said of the experts at a decision; with the outcome it teaches whom to trust where. Immutable.</summary>
/// <param name="Traits">What the ticket was like.</param>
/// <param name="Advisers">Names of the rankers.</param>
/// <param name="Experts">The experts they were asked about.</param>
/// <param name="Scores">In [0, 1], ranker by ranker: that of ranker n for expert k is at n · experts + k.</param>
public sealed record RoutingAdvice(TicketTraits Traits, IReadOnlyList<string> Advisers, IReadOnlyList<long> Experts, IReadOnlyList<double> Scores);
