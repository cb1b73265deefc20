namespace ExpertRouter.Core.Tickets;

/// <summary>A mail about an event of a ticket to one person: there is one at most, and its <c>Message-ID</c> is made of the key.</summary>
public sealed class TicketMail
{
    /// <summary>The ticket.</summary>
    public Guid TicketId { get; set; }

    /// <summary>Number of the event.</summary>
    public int EventNumber { get; set; }

    /// <summary>E-mail, lower case.</summary>
    public required string Recipient { get; set; }

    /// <summary>Name of the template.</summary>
    public required string Template { get; set; }

    /// <summary>Not sent before, UTC: the recipient's working hours, or the next try.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>When it was sent, or given up, UTC; null while waiting.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>Failed tries so far.</summary>
    public int Failures { get; set; }

    /// <summary>Why it was not sent; null when it was.</summary>
    public string? Problem { get; set; }
}
