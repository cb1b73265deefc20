namespace ExpertRouter.Core.Tickets;

/// <summary>A message that a consumer has handled: a repeat of it changes nothing.</summary>
public sealed class InboxMessage
{
    /// <summary>Id of the message.</summary>
    public Guid MessageId { get; set; }

    /// <summary>Name of the consumer.</summary>
    public required string Consumer { get; set; }

    /// <summary>When it was handled, UTC.</summary>
    public DateTimeOffset At { get; set; }
}
