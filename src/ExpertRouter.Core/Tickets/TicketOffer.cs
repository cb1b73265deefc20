namespace ExpertRouter.Core.Tickets;

/// <summary>A ticket in an expert's inbox: one per ticket, round and expert.</summary>
public sealed class TicketOffer
{
    /// <summary>The ticket.</summary>
    public Guid TicketId { get; set; }

    /// <summary>Number of the event that asked.</summary>
    public int EventNumber { get; set; }

    /// <summary>Who is asked.</summary>
    public long ExpertId { get; set; }

    /// <summary>The routing round.</summary>
    public int Round { get; set; }

    /// <summary>Calibrated probability at the decision; null when a person asked.</summary>
    public double? Probability { get; set; }

    /// <summary>Probability with which the policy asks this expert; null when a person asked.</summary>
    public double? Propensity { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset OfferedAt { get; set; }

    /// <summary>Until when an answer is expected, UTC.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>What became of it.</summary>
    public OfferAnswer Answer { get; set; }

    /// <summary>When it was answered or closed, UTC.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>Reason of a decline, for people.</summary>
    public string? Reason { get; set; }
}
