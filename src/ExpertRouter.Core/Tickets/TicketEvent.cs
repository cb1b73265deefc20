namespace ExpertRouter.Core.Tickets;

/// <summary>One move in a ticket's history; never changed or removed.</summary>
public sealed class TicketEvent
{
    /// <summary>The ticket.</summary>
    public Guid TicketId { get; set; }

    /// <summary>From 1, without gaps.</summary>
    public int Number { get; set; }

    /// <summary>What happened.</summary>
    public TicketMoveKind Kind { get; set; }

    /// <summary>State after it.</summary>
    public TicketState State { get; set; }

    /// <summary>Routing round after it.</summary>
    public int Round { get; set; }

    /// <summary>In which role it was done.</summary>
    public TicketActor Actor { get; set; }

    /// <summary>E-mail or name of who did it; null for the system itself.</summary>
    public string? ActorName { get; set; }

    /// <summary>The expert concerned.</summary>
    public long? ExpertId { get; set; }

    /// <summary>Who is asked since.</summary>
    public long[] Experts { get; set; } = [];

    /// <summary>1 to 5, with a rating.</summary>
    public int? Rating { get; set; }

    /// <summary>Why, for people.</summary>
    public string? Reason { get; set; }

    /// <summary>When, UTC, by our own clock.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The move alone.</summary>
    public TicketMove ToMove() => new() { Kind = Kind, ExpertId = ExpertId, Experts = Experts, Rating = Rating, Reason = Reason };
}
