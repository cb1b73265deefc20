namespace ExpertRouter.Contracts;

/// <summary>
/// Says what somebody does with a ticket; send it to the queue <c>record-outcome</c>, or as JSON to <c>POST /api/tickets/{id}/outcomes</c>.
/// An illegal move is refused with a reason and noted in the ticket's history. Immutable.
/// </summary>
public sealed record RecordOutcome
{
    /// <summary>Chosen by the sender, a new one per outcome: the same id again changes nothing.</summary>
    public required Guid OutcomeId { get; init; }

    /// <summary>The ticket.</summary>
    public required Guid TicketId { get; init; }

    /// <summary>What is done.</summary>
    public required OutcomeAction Action { get; init; }

    /// <summary>E-mail of who does it: the requester with Rate, Reopen and Withdraw, otherwise an expert.</summary>
    public required string By { get; init; }

    /// <summary>E-mail of the colleague, with <see cref="OutcomeAction.HandOver"/>.</summary>
    public string? To { get; init; }

    /// <summary>1 to 5, with <see cref="OutcomeAction.Rate"/>.</summary>
    public int? Rating { get; init; }

    /// <summary>Why, for people; 2,000 characters at most.</summary>
    public string? Reason { get; init; }
}
