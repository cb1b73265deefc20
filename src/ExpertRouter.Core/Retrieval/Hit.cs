using ExpertRouter.Core.Model;

namespace ExpertRouter.Core.Retrieval;

/// <summary>A retrieved document, or the profile of an expert, with what aggregation and ranking need to know of it. Immutable.</summary>
public sealed record Hit
{
    /// <summary>The document; for a profile the negative id of its expert.</summary>
    public required long DocumentId { get; init; }

    /// <summary>Retrieval score; larger is better; comparable only inside one result.</summary>
    public required double Score { get; init; }

    /// <summary>1-based rank in the result.</summary>
    public required int Rank { get; init; }

    /// <summary>Its authorships.</summary>
    public IReadOnlyList<HitAuthor> Authors { get; init; } = [];

    /// <summary>The source it came from; 0 when unknown.</summary>
    public int SourceId { get; init; }

    /// <summary>What it is; null for a profile.</summary>
    public DocumentKind? Kind { get; init; }

    /// <summary>Tags, lower case.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>When it was written, UTC; a profile is as old as the query.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Votes at the source.</summary>
    public int SourceScore { get; init; }

    /// <summary>Accepted by the asker.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>Per query term: frequency in the document, for language models; empty when the retriever does not know.</summary>
    public IReadOnlyList<int> TermFrequencies { get; init; } = [];

    /// <summary>Length in terms; 0 when unknown.</summary>
    public int Length { get; init; }

    /// <summary>Cosine of its best passage with the query; null when no vector took part.</summary>
    public double? Cosine { get; init; }

    /// <summary>Part of <see cref="Score"/> that its meaning gave, in [0, 1]; 0 where words alone decided.</summary>
    public double MeaningShare { get; init; }

    /// <summary>Part of <see cref="Score"/> that its words gave.</summary>
    public double WordsScore => Score * (1 - MeaningShare);

    /// <summary>True for what an expert declares of itself: declared is not proven.</summary>
    public bool IsProfile => DocumentId < 0;
}
