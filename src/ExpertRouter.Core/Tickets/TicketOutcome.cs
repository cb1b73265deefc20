namespace ExpertRouter.Core.Tickets;

/// <summary>What a ticket teaches about an expert; written with the event it comes from.</summary>
public sealed class TicketOutcome
{
    /// <summary>The ticket.</summary>
    public Guid TicketId { get; set; }

    /// <summary>Number of the event.</summary>
    public int EventNumber { get; set; }

    /// <summary>About whom.</summary>
    public long ExpertId { get; set; }

    /// <summary>The routing round in which the expert was asked.</summary>
    public int Round { get; set; }

    /// <summary>What happened.</summary>
    public OutcomeKind Kind { get; set; }

    /// <summary>1 to 5, with a rating.</summary>
    public int? Rating { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; set; }
}
