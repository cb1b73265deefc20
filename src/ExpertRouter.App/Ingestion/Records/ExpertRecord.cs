using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Ingestion.Records;

/// <summary>A person or an expert model as a source states it.</summary>
public sealed record ExpertRecord
{
    /// <summary>Stable id inside the source.</summary>
    public required string Id { get; init; }

    /// <summary>Person or expert model.</summary>
    public ExpertKind Kind { get; init; }

    /// <summary>Name to show.</summary>
    public required string Name { get; init; }

    /// <summary>E-mail.</summary>
    public string? Email { get; init; }

    /// <summary>Job title.</summary>
    public string? Title { get; init; }

    /// <summary>Team.</summary>
    public string? Team { get; init; }

    /// <summary>Place of work.</summary>
    public string? Location { get; init; }

    /// <summary>IANA time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>What the expert says of itself.</summary>
    public string? About { get; init; }

    /// <summary>Page at the source.</summary>
    public string? Url { get; init; }

    /// <summary>External id of the owner of an expert model.</summary>
    public string? Owner { get; init; }

    /// <summary>Declared areas.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>Price of one request.</summary>
    public double? CostPerRequest { get; init; }

    /// <summary>Seconds to an answer.</summary>
    public double? LatencySeconds { get; init; }

    /// <summary>Requests taken at once.</summary>
    public int? Capacity { get; init; }

    /// <summary>Availability.</summary>
    public Availability Availability { get; init; }

    /// <summary>True or false when the source says so; null lets the patterns decide.</summary>
    public bool? IsServiceAccount { get; init; }
}
