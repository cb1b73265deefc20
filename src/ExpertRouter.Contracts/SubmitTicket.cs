namespace ExpertRouter.Contracts;

/// <summary>
/// Hands a ticket in; send it to the queue <c>submit-ticket</c>, or as JSON to <c>POST /api/tickets</c>. The same origin and id again is
/// the same ticket, so sending it twice is safe; the same id with other content is refused. Immutable.
/// </summary>
public sealed record SubmitTicket
{
    /// <summary>Name of the sending system, 1 to 300 characters.</summary>
    public required string Origin { get; init; }

    /// <summary>Id there, 1 to 300 characters, unique within the origin.</summary>
    public required string ExternalId { get; init; }

    /// <summary>One line; may be empty when there is a text.</summary>
    public string Title { get; init; } = "";

    /// <summary>Plain text; may be empty when there is a title.</summary>
    public string Text { get; init; } = "";

    /// <summary>Tags or components.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Names of knowledge areas that the helper must master.</summary>
    public IReadOnlyList<string> RequiredSkills { get; init; } = [];

    /// <summary>Ids of the visibility groups that may read it; empty means everybody.</summary>
    public IReadOnlyList<string> VisibilityGroups { get; init; } = [];

    /// <summary>E-mail of who asks; must be known as an expert or an account.</summary>
    public required string RequesterEmail { get; init; }

    /// <summary>Where to open it at its origin: an absolute http or https address.</summary>
    public string? Url { get; init; }

    /// <summary>When it was sent; a clock that is ahead is noted and does not count.</summary>
    public DateTimeOffset? SentAt { get; init; }
}
