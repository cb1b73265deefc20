using ExpertRouter.Core.Model;

namespace ExpertRouter.Core.Retrieval;

/// <summary>What a search is limited to; null or empty means no limit. Immutable.</summary>
public sealed record QueryFilter
{
    /// <summary>No limit.</summary>
    public static QueryFilter None { get; } = new();

    /// <summary>Only documents of these sources.</summary>
    public IReadOnlyList<int> SourceIds { get; init; } = [];

    /// <summary>Only documents with one of these tags (an area's name and synonyms).</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Only documents of these kinds.</summary>
    public IReadOnlyList<DocumentKind> DocumentKinds { get; init; } = [];

    /// <summary>Only documents written at or after this time, UTC.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only documents written strictly before this time, UTC (temporal evaluation).</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Only experts of this kind.</summary>
    public ExpertKind? ExpertKind { get; init; }
}
