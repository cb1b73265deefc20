using ExpertRouter.Evaluation.Datasets.Assignment;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>A finished simulation. Immutable.</summary>
/// <param name="Split">The protocol.</param>
/// <param name="Policy">What the policy is called.</param>
/// <param name="ChosenOnPast">Whether the simulation chose it as it went.</param>
/// <param name="Tickets">All tickets in the order of their arrival.</param>
internal sealed record SimulationRun(AssignmentSplit Split, string Policy, bool ChosenOnPast, IReadOnlyList<SimulatedTicket> Tickets)
{
    /// <summary>Those of the test period that belong to an expert; only these are measured.</summary>
    public IEnumerable<SimulatedTicket> Tests => Tickets.Where(ticket => ticket.Issue >= Split.Train && ticket.Expert is not null);
}
