using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Finding;

/// <summary>A document as a reason for an expert, ready to show. Immutable.</summary>
public sealed record FoundEvidence
{
    /// <summary>The document; 0 when the evidence is the expert's own profile.</summary>
    public required long DocumentId { get; init; }

    /// <summary>Public id, <c>source/externalId</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>What it is; null for a profile.</summary>
    public DocumentKind? Kind { get; init; }

    /// <summary>True when this is not a document but what the expert's profile declares: declared is not proven.</summary>
    public bool IsProfile { get; init; }

    /// <summary>When it was written, UTC; null for a profile.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Its part of the expert's score.</summary>
    public required double Share { get; init; }

    /// <summary>Part of <see cref="Share"/> that its meaning gave, in [0, 1]; 1 when no word of the query led to it.</summary>
    public double MeaningShare { get; init; }

    /// <summary>Where to open it.</summary>
    public string? Url { get; init; }

    /// <summary>Name of its source.</summary>
    public required string SourceName { get; init; }

    /// <summary>The passage that fits the query best, plain text.</summary>
    public required string Snippet { get; init; }

    /// <summary>Query terms in <see cref="Snippet"/>, ascending, not overlapping.</summary>
    public IReadOnlyList<TextRange> Highlights { get; init; } = [];

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>How the expert is connected to it; null for a profile.</summary>
    public AuthorshipRole? Role { get; init; }
}
