using ExpertRouter.Core.Routing;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>What the router did with one ticket of a simulation, and whose it was. Immutable.</summary>
/// <param name="Issue">Number of the issue in its collection.</param>
/// <param name="At">When it was filed, UTC.</param>
/// <param name="Expert">The expert who took it in history; null if nobody of the experts did.</param>
/// <param name="Decision">The decision of its first round.</param>
/// <param name="KnownOutcomes">Outcomes that were known before the decision.</param>
internal sealed record SimulatedTicket(int Issue, DateTimeOffset At, long? Expert, RoutingDecision Decision, int KnownOutcomes)
{
    /// <summary>Probability of the likeliest candidate.</summary>
    public double Likeliest => Decision.Candidates.Count > 0 ? Decision.Candidates[0].Probability : 0;

    /// <summary>Probability of the candidate who is asked first; where nobody is, that of the likeliest.</summary>
    public double Certainty => Decision.Choice.Chosen.Count == 0 ? Likeliest
        : Decision.Candidates.First(candidate => candidate.ExpertId == Decision.Choice.Chosen[0]).Probability;
}
