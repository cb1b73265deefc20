namespace ExpertRouter.Contracts;

/// <summary>
/// Something happened to a ticket. Published once or several times and, between different tickets, in any order: <see cref="TicketId"/>
/// with <see cref="Number"/> names the event for ever, a higher number of the same ticket is later. The body of webhooks too. Immutable.
/// </summary>
public sealed record TicketChanged
{
    /// <summary>The ticket.</summary>
    public required Guid TicketId { get; init; }

    /// <summary>Number of the event in the ticket's history, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>
    /// What happened: <c>submit</c>, <c>assign</c>, <c>offer</c>, <c>broadcast</c>, <c>abstain</c>, <c>accept</c>, <c>decline</c>,
    /// <c>timeout</c>, <c>handover</c>, <c>release</c>, <c>reassign</c>, <c>routeagain</c>, <c>resolve</c>, <c>rate</c>, <c>reopen</c>,
    /// <c>withdraw</c>, <c>escalate</c>.
    /// </summary>
    public required string Move { get; init; }

    /// <summary>
    /// State after it: <c>submitted</c>, <c>assigned</c>, <c>offered</c>, <c>broadcast</c>, <c>abstained</c>, <c>accepted</c>,
    /// <c>escalated</c>, <c>resolved</c>, <c>withdrawn</c>.
    /// </summary>
    public required string State { get; init; }

    /// <summary>Routing round after it, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>The expert concerned, by the number in the store.</summary>
    public long? ExpertId { get; init; }

    /// <summary>Experts who are asked since, by their numbers in the store.</summary>
    public IReadOnlyList<long> Asked { get; init; } = [];

    /// <summary>Experts who are no longer asked without having answered.</summary>
    public IReadOnlyList<long> NoLongerAsked { get; init; } = [];

    /// <summary>E-mail of who asked for help.</summary>
    public required string RequesterEmail { get; init; }

    /// <summary>Where the ticket came from.</summary>
    public required string Origin { get; init; }

    /// <summary>Its id there.</summary>
    public required string ExternalId { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
