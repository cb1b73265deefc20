using System.ComponentModel;
using ExpertRouter.App.Routing;

namespace ExpertRouter.Web.Endpoints;

/// <summary>Body of <c>POST /api/tickets</c>.</summary>
public sealed record TicketRequest
{
    /// <summary>Where from.</summary>
    [Description("Name of the sending system; 'api' when left out.")]
    public string? Origin { get; init; }

    /// <summary>Id there.</summary>
    [Description("Id at the origin. The same id again is the same ticket.")]
    public string? ExternalId { get; init; }

    /// <summary>Title.</summary>
    [Description("One line; may be left out when there is a text.")]
    public string? Title { get; init; }

    /// <summary>Text.</summary>
    [Description("Plain text; may be left out when there is a title.")]
    public string? Text { get; init; }

    /// <summary>Tags.</summary>
    [Description("Tags or components.")]
    public string[]? Tags { get; init; }

    /// <summary>Skills.</summary>
    [Description("Names of knowledge areas that the helper must master.")]
    public string[]? RequiredSkills { get; init; }

    /// <summary>Groups.</summary>
    [Description("Ids of the visibility groups that may read it; left out: everybody.")]
    public string[]? VisibilityGroups { get; init; }

    /// <summary>Requester.</summary>
    [Description("E-mail of who asks; must be known here.")]
    public string? RequesterEmail { get; init; }

    /// <summary>Address.</summary>
    [Description("Where to open it at its origin.")]
    public string? Url { get; init; }

    /// <summary>Time.</summary>
    [Description("When it was sent.")]
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>As the application takes it.</summary>
    public TicketSubmission ToSubmission() => new()
    {
        Origin = Origin ?? "api",
        ExternalId = ExternalId ?? "",
        Title = Title ?? "",
        Text = Text ?? "",
        Tags = Entries(Tags),
        RequiredSkills = Entries(RequiredSkills),
        VisibilityGroups = Entries(VisibilityGroups),
        RequesterEmail = RequesterEmail ?? "",
        Url = Url,
        SentAt = SentAt,
    };

    // JSON null among the entries.
    private static string[] Entries(string?[]? values) => [.. values?.Select(value => value ?? "") ?? []];
}
