namespace ExpertRouter.Core.Model;

/// <summary>
/// Someone or something that can handle a request, as one source knows it. Several rows may be the same person:
/// all but one then point to the canonical row through <see cref="MergedIntoId"/>, so that a merge is undone by
/// clearing that field and authorships never move.
/// </summary>
public sealed class Expert
{
    /// <summary>Store-wide number, drawn from <c>experts</c> in the id allocator; never reused.</summary>
    public long Id { get; set; }

    /// <summary>The source that introduced this row.</summary>
    public int SourceId { get; set; }

    /// <summary>Stable id inside the source, unique there.</summary>
    public required string ExternalId { get; set; }

    /// <summary>Person or expert model.</summary>
    public ExpertKind Kind { get; set; }

    /// <summary>Name to show.</summary>
    public required string Name { get; set; }

    /// <summary>Name folded for matching: lower case, no diacritics or punctuation, single spaces.</summary>
    public required string NormalizedName { get; set; }

    /// <summary>E-mail, lower case; the first matching key between sources.</summary>
    public string? Email { get; set; }

    /// <summary>Job title.</summary>
    public string? Title { get; set; }

    /// <summary>Team or department.</summary>
    public string? Team { get; set; }

    /// <summary>Place of work.</summary>
    public string? Location { get; set; }

    /// <summary>IANA time zone, for example <c>Europe/Lisbon</c>.</summary>
    public string? TimeZone { get; set; }

    /// <summary>What the expert says of itself.</summary>
    public string? About { get; set; }

    /// <summary>Page of the expert at its source.</summary>
    public string? Url { get; set; }

    /// <summary>External id of the person who owns an expert model.</summary>
    public string? Owner { get; set; }

    /// <summary>Declared areas of an expert model or person; declared is not proven.</summary>
    public string[] DeclaredAreas { get; set; } = [];

    /// <summary>Price of one request in the installation's currency; null when unknown.</summary>
    public double? CostPerRequest { get; set; }

    /// <summary>Typical time to an answer in seconds; null when unknown.</summary>
    public double? LatencySeconds { get; set; }

    /// <summary>How many requests the expert takes at once; null when unknown.</summary>
    public int? Capacity { get; set; }

    /// <summary>Current availability.</summary>
    public Availability Availability { get; set; }

    /// <summary>A bot, mailing list or shared account: kept as evidence, left out of rankings.</summary>
    public bool IsServiceAccount { get; set; }

    /// <summary>The person asked not to be listed.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Canonical row of the same person, or null when this row is canonical.</summary>
    public long? MergedIntoId { get; set; }

    /// <summary>SHA-256 of the ingested fields; equal hash means nothing to do.</summary>
    public byte[] ContentHash { get; set; } = [];

    /// <summary>Last change in the store-wide order that index and caches follow.</summary>
    public long ChangeSequence { get; set; }

    /// <summary>When the store first saw the row.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
