namespace ExpertRouter.Core.Model;

/// <summary>A message that could not be handled after all retries; kept until somebody replays or discards it.</summary>
public sealed class FailedMessage
{
    /// <summary>Version 7 UUID.</summary>
    public Guid Id { get; set; }

    /// <summary>Queue it lay in, and goes back to when it is replayed.</summary>
    public required string Queue { get; set; }

    /// <summary>The message's own id; null when it could not be read.</summary>
    public Guid? MessageId { get; set; }

    /// <summary>Name of the message; empty when it could not be read.</summary>
    public required string MessageType { get; set; }

    /// <summary>Media type of <see cref="Body"/>.</summary>
    public required string ContentType { get; set; }

    /// <summary>As it arrived, envelope included.</summary>
    public required string Body { get; set; }

    /// <summary>Why it failed the last time.</summary>
    public required string Reason { get; set; }

    /// <summary>How often it came to this, from 1.</summary>
    public int Failures { get; set; }

    /// <summary>When it failed the last time, UTC.</summary>
    public DateTimeOffset FailedAt { get; set; }
}
