using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Profiles;

/// <summary>What the page of a person or an expert model shows. Everything counted is open to the viewer. Immutable.</summary>
public sealed record ExpertProfile
{
    /// <summary>The canonical row.</summary>
    public required Expert Expert { get; init; }

    /// <summary>Public id, <c>source/externalId</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Name of the owner of an expert model, and the owner's id when it is an expert here.</summary>
    public string? OwnerName { get; init; }

    /// <summary>The owner's canonical id; null when unknown.</summary>
    public long? OwnerId { get; init; }

    /// <summary>All source accounts of this expert, the canonical one first.</summary>
    public required IReadOnlyList<ProfileAccount> Accounts { get; init; }

    /// <summary>Documents of this expert, questions merely asked not counted.</summary>
    public required int Documents { get; init; }

    /// <summary>Accepted answers and resolved requests among them.</summary>
    public required int Accepted { get; init; }

    /// <summary>Date of the newest document; null without documents.</summary>
    public DateTimeOffset? LastActive { get; init; }

    /// <summary>Areas, strongest first, at most <see cref="ExpertProfileReader.AreaLimit"/>.</summary>
    public required IReadOnlyList<ProfileArea> Areas { get; init; }

    /// <summary>Documents per month, oldest first, <see cref="ExpertProfileReader.Months"/> entries up to the current month.</summary>
    public required IReadOnlyList<MonthCount> Activity { get; init; }
}
