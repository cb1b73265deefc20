namespace ExpertRouter.Core.Tickets;

/// <summary>One move. Immutable.</summary>
public sealed record TicketMove
{
    /// <summary>What happens.</summary>
    public required TicketMoveKind Kind { get; init; }

    /// <summary>The expert who moves or is concerned: accepts, declines, hands over, resolves, loses it.</summary>
    public long? ExpertId { get; init; }

    /// <summary>Who is asked by Assign, Offer, Broadcast, Reassign or HandOver; most likely first.</summary>
    public IReadOnlyList<long> Experts { get; init; } = [];

    /// <summary>1 (no help) to 5 (solved it), with Rate only.</summary>
    public int? Rating { get; init; }

    /// <summary>Why, for people.</summary>
    public string? Reason { get; init; }
}
