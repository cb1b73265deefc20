using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Finding;

/// <summary>A ranked expert with reasons. Immutable.</summary>
public sealed record FoundExpert
{
    /// <summary>Canonical expert.</summary>
    public required long Id { get; init; }

    /// <summary>Public id, <c>source/externalId</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Name to show.</summary>
    public required string Name { get; init; }

    /// <summary>Person or expert model.</summary>
    public required ExpertKind Kind { get; init; }

    /// <summary>Job title.</summary>
    public string? Title { get; init; }

    /// <summary>Team or department.</summary>
    public string? Team { get; init; }

    /// <summary>Place of work.</summary>
    public string? Location { get; init; }

    /// <summary>Current availability.</summary>
    public Availability Availability { get; init; }

    /// <summary>Score; comparable inside one result only. The shares of all evidence add up to it.</summary>
    public required double Score { get; init; }

    /// <summary>The score in a word.</summary>
    public required EvidenceStrength Strength { get; init; }

    /// <summary>Documents behind the score, all of them open to the viewer.</summary>
    public required int DocumentCount { get; init; }

    /// <summary>Date of the newest of these documents; null when the only evidence is the profile.</summary>
    public DateTimeOffset? LastActive { get; init; }

    /// <summary>The strongest evidence, by descending share.</summary>
    public IReadOnlyList<FoundEvidence> Evidence { get; init; } = [];

    /// <summary>Sum of the shares of evidence that <see cref="Evidence"/> leaves out.</summary>
    public double OtherShare { get; init; }

    /// <summary>
    /// The score divided by signal, or by feature when a ranker was at work (<see cref="FeatureContributions"/>), largest
    /// first; the values add up to the score.
    /// </summary>
    public IReadOnlyList<Contribution> Contributions { get; init; } = [];
}
