using ExpertRouter.Core.Routing;

namespace ExpertRouter.Core.Tickets;

/// <summary>A stored routing decision: one per ticket and round, with all that replay and off-policy evaluation need.</summary>
public sealed class TicketDecision
{
    /// <summary>The ticket.</summary>
    public Guid TicketId { get; set; }

    /// <summary>The round, from 1.</summary>
    public int Round { get; set; }

    /// <summary>What was decided.</summary>
    public RoutingAction Action { get; set; }

    /// <summary>One sentence.</summary>
    public required string Reason { get; set; }

    /// <summary>Version of the policy.</summary>
    public required string PolicyVersion { get; set; }

    /// <summary>Version of what gave scores and probabilities.</summary>
    public required string ModelVersion { get; set; }

    /// <summary>Seed of the policy's random numbers.</summary>
    public int Seed { get; set; }

    /// <summary>JSON: the whole <see cref="RoutingDecision"/>, candidates with probabilities and propensities included.</summary>
    public required string Details { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>How long it took from reading the ticket to the decision, in milliseconds.</summary>
    public double Milliseconds { get; set; }
}
