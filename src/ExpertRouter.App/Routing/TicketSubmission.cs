namespace ExpertRouter.App.Routing;

/// <summary>A ticket as it arrives, from whatever side. Immutable.</summary>
public sealed record TicketSubmission
{
    /// <summary>Where it comes from: <c>portal</c>, <c>api</c>, <c>mail</c>, or the name of a connected system.</summary>
    public required string Origin { get; init; }

    /// <summary>Id at its origin; the same id again is the same ticket.</summary>
    public required string ExternalId { get; init; }

    /// <summary>One line; may be empty when there is a text.</summary>
    public string Title { get; init; } = "";

    /// <summary>Plain text; may be empty when there is a title.</summary>
    public string Text { get; init; } = "";

    /// <summary>Tags or components.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Names of knowledge areas that the helper must master.</summary>
    public IReadOnlyList<string> RequiredSkills { get; init; } = [];

    /// <summary>Who may read it: ids of visibility groups; empty means everybody.</summary>
    public IReadOnlyList<string> VisibilityGroups { get; init; } = [];

    /// <summary>E-mail of who asks; must be known as an expert or an account of the portal.</summary>
    public required string RequesterEmail { get; init; }

    /// <summary>Where to open it at its origin.</summary>
    public string? Url { get; init; }

    /// <summary>When its origin says that it was sent.</summary>
    public DateTimeOffset? SentAt { get; init; }
}
