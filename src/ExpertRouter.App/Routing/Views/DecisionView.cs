using ExpertRouter.Core.Routing;

namespace ExpertRouter.App.Routing.Views;

/// <summary>A stored decision.</summary>
/// <param name="Round">The round, from 1.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Decision">All of it.</param>
public sealed record DecisionView(int Round, DateTimeOffset At, double Milliseconds, RoutingDecision Decision);
