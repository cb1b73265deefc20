namespace ExpertRouter.Core.Tickets;

/// <summary>All that decides which moves are legal; what <see cref="TicketLife"/> makes of a history. Immutable.</summary>
public sealed record TicketStatus
{
    /// <summary>Where it stands.</summary>
    public required TicketState State { get; init; }

    /// <summary>Who works on it, also after it was resolved or escalated; null while nobody does.</summary>
    public long? HolderId { get; init; }

    /// <summary>Who has been asked and may accept, most likely first.</summary>
    public IReadOnlyList<long> Asked { get; init; } = [];

    /// <summary>Who declined, handed it over or lost it: never asked again by the router.</summary>
    public IReadOnlyList<long> Refused { get; init; } = [];

    /// <summary>Who let it time out: asked again only after everything was relaxed.</summary>
    public IReadOnlyList<long> Missed { get; init; } = [];

    /// <summary>Who held it when it was reopened, and gets it back if possible; else null.</summary>
    public long? FormerHolderId { get; init; }

    /// <summary>Whether it has been resolved and was reopened.</summary>
    public bool IsReopened { get; init; }

    /// <summary>Number of the routing decision that is due or was made last, from 1.</summary>
    public int Round { get; init; } = 1;

    /// <summary>How many soft rules have been dropped.</summary>
    public int Relaxation { get; init; }

    /// <summary>Whether nothing more has to happen.</summary>
    public bool IsClosed => State is TicketState.Resolved or TicketState.Withdrawn;
}
