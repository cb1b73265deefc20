namespace ExpertRouter.Core.Model;

/// <summary>An event written in the same transaction as the change it tells of; delivered at least once, in order of id.</summary>
public sealed class OutboxMessage
{
    /// <summary>Order of delivery.</summary>
    public long Id { get; set; }

    /// <summary>Fixed id of the message, so that consumers recognise a repeat.</summary>
    public Guid MessageId { get; set; }

    /// <summary>Name of the event.</summary>
    public required string Type { get; set; }

    /// <summary>JSON.</summary>
    public required string Payload { get; set; }

    /// <summary>When it was written, UTC.</summary>
    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>When it was delivered, UTC; null while waiting.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Failed deliveries so far.</summary>
    public int Attempts { get; set; }
}
