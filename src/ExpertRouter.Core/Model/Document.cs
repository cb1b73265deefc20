namespace ExpertRouter.Core.Model;

/// <summary>A piece of evidence from a source: answer, commit, issue, paper, page, package.</summary>
public sealed class Document
{
    /// <summary>Store-wide number, drawn from <c>documents</c> in the id allocator; never reused.</summary>
    public long Id { get; set; }

    /// <summary>The source it came from.</summary>
    public int SourceId { get; set; }

    /// <summary>Stable id inside the source, unique there.</summary>
    public required string ExternalId { get; set; }

    /// <summary>What it is.</summary>
    public DocumentKind Kind { get; set; }

    /// <summary>Title; for an answer, the title of its question.</summary>
    public required string Title { get; set; }

    /// <summary>Plain text without code.</summary>
    public required string Body { get; set; }

    /// <summary>Code, logs and stack traces, kept apart from prose.</summary>
    public string? Code { get; set; }

    /// <summary>Tags as the source spells them, lower case.</summary>
    public string[] Tags { get; set; } = [];

    /// <summary>ISO 639-1 code; decides the analyser.</summary>
    public string Language { get; set; } = "en";

    /// <summary>When it was written, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it last changed at the source, UTC.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>Where to open it.</summary>
    public string? Url { get; set; }

    /// <summary>Votes or another score of the source.</summary>
    public int Score { get; set; }

    /// <summary>Accepted by the asker.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>State of a request at its source (open, closed); null for other kinds.</summary>
    public string? Status { get; set; }

    /// <summary>External id, in the same source, of the question that an answer belongs to.</summary>
    public string? ParentExternalId { get; set; }

    /// <summary>Who may open it: ids of visibility groups; empty means everybody.</summary>
    public string[] VisibilityGroups { get; set; } = [];

    /// <summary>Gone at the source: no evidence any more, kept for history.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>SHA-256 of the ingested fields and authorships; equal hash means nothing to do.</summary>
    public byte[] ContentHash { get; set; } = [];

    /// <summary>Last change in the store-wide order that the index follows.</summary>
    public long ChangeSequence { get; set; }

    /// <summary>Who is connected to it, and how.</summary>
    public List<Authorship> Authorships { get; set; } = [];
}
