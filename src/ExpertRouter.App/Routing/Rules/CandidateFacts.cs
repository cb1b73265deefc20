using ExpertRouter.Core.Tickets;

namespace ExpertRouter.App.Routing.Rules;

/// <summary>What the hard rules need to know of one expert, read for one decision. Immutable by convention.</summary>
public sealed record CandidateFacts
{
    /// <summary>Canonical expert.</summary>
    public required long ExpertId { get; init; }

    /// <summary>Whether the expert exists, is listed and is no service account.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>E-mails of all rows of the person, lower case.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>Visibility groups that list one of the e-mails.</summary>
    public IReadOnlySet<string> Groups { get; init; } = new HashSet<string>();

    /// <summary>Whether the source says that the expert is away.</summary>
    public bool IsAway { get; init; }

    /// <summary>Time zone by the source.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Capacity by the source.</summary>
    public int? Capacity { get; init; }

    /// <summary>Price of one request.</summary>
    public double? Cost { get; init; }

    /// <summary>What the expert allows; null means all defaults.</summary>
    public ExpertSettings? Settings { get; init; }

    /// <summary>Conflicts of interest.</summary>
    public IReadOnlyList<ConflictOfInterest> Conflicts { get; init; } = [];

    /// <summary>Required skills that the expert lacks.</summary>
    public IReadOnlyList<string> MissingSkills { get; init; } = [];

    /// <summary>Tickets held or offered now.</summary>
    public int Load { get; init; }

    /// <summary>Offers in the last seven days.</summary>
    public int OffersThisWeek { get; init; }

    /// <summary>Offers in the last 90 days that the router made.</summary>
    public int AskedLately { get; init; }
}
