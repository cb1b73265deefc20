using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Ingestion.Records;

/// <summary>A document as a source states it, before the store gives it a number.</summary>
public sealed record DocumentRecord
{
    /// <summary>Stable id inside the source.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public DocumentKind Kind { get; init; }

    /// <summary>Title; may be empty when <see cref="InheritsFromParent"/> is set.</summary>
    public string Title { get; init; } = "";

    /// <summary>Plain text without code.</summary>
    public string Body { get; init; } = "";

    /// <summary>Code, logs and stack traces.</summary>
    public string? Code { get; init; }

    /// <summary>Tags; stored in lower case.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>ISO 639-1 code.</summary>
    public string Language { get; init; } = "en";

    /// <summary>When it was written, UTC; null keeps the time of its first ingestion.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Where to open it.</summary>
    public string? Url { get; init; }

    /// <summary>Votes or another score.</summary>
    public int Score { get; init; }

    /// <summary>Accepted by the asker.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>Id of the document that this one answers.</summary>
    public string? Parent { get; init; }

    /// <summary>Title and tags are the parent's, wherever the parent stands in the source.</summary>
    public bool InheritsFromParent { get; init; }

    /// <summary>State of a request.</summary>
    public string? Status { get; init; }

    /// <summary>Visibility groups; empty means everybody.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Who is connected to it.</summary>
    public IReadOnlyList<AuthorRecord> Authors { get; init; } = [];

    /// <summary>Title of an answer or comment whose parent has not been seen.</summary>
    public static string OrphanTitle(string parent) => $"Reply to #{parent}";
}
