namespace ExpertRouter.Core.Tickets;

/// <summary>A request that must be handled by someone. Its state repeats what the history says, for queries.</summary>
public sealed class Ticket
{
    /// <summary>Version 7 UUID.</summary>
    public Guid Id { get; set; }

    /// <summary>Where it came from: <c>portal</c>, <c>api</c>, <c>mail</c>, or the name of a connected system.</summary>
    public required string Origin { get; set; }

    /// <summary>Id at its origin, unique there: the same id again is the same ticket.</summary>
    public required string ExternalId { get; set; }

    /// <summary>SHA-256 of the submitted fields: the same id with other content is refused.</summary>
    public required byte[] ContentHash { get; set; }

    /// <summary>One line.</summary>
    public required string Title { get; set; }

    /// <summary>Plain text; may be empty.</summary>
    public required string Body { get; set; }

    /// <summary>Tags or components, lower case.</summary>
    public string[] Tags { get; set; } = [];

    /// <summary>Names of knowledge areas that the helper must master.</summary>
    public string[] RequiredSkills { get; set; } = [];

    /// <summary>Who may read it: ids of visibility groups; empty means everybody.</summary>
    public string[] VisibilityGroups { get; set; } = [];

    /// <summary>E-mail of who asked, lower case.</summary>
    public required string RequesterEmail { get; set; }

    /// <summary>Where to open it at its origin.</summary>
    public string? Url { get; set; }

    /// <summary>When its origin says that it was sent, UTC; null when unsaid.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When it arrived, UTC.</summary>
    public DateTimeOffset SubmittedAt { get; set; }

    /// <summary>Where it stands.</summary>
    public TicketState State { get; set; }

    /// <summary>Who works on it or did last; null while nobody does.</summary>
    public long? HolderId { get; set; }

    /// <summary>Number of the routing decision that is due or was made last, from 1.</summary>
    public int Round { get; set; } = 1;

    /// <summary>Number of the latest event.</summary>
    public int Events { get; set; }

    /// <summary>Since when it stands there, UTC.</summary>
    public DateTimeOffset StateSince { get; set; }

    /// <summary>When the sweeper acts unless something happens before, UTC; null only when closed.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Grows by one with every change; two who change it at once are told apart by it.</summary>
    public int Version { get; set; }
}
