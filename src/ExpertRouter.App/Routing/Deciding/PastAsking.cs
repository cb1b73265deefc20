using ExpertRouter.Core.Routing;

namespace ExpertRouter.App.Routing.Deciding;

/// <summary>The router asked an expert, and it is known what came of it. Immutable.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="ExpertId">Who was asked.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Decision">The decision behind it.</param>
/// <param name="Success">True if the expert took the ticket and resolved it; false if it was declined, left unanswered or passed on.</param>
public sealed record PastAsking(Guid TicketId, long ExpertId, DateTimeOffset At, RoutingDecision Decision, bool Success);
