namespace ExpertRouter.App.Finding;

/// <summary>An answered question like the one asked. Immutable.</summary>
public sealed record SimilarQuestion
{
    /// <summary>The question's document; an answer's own document when its question is not stored.</summary>
    public required long DocumentId { get; init; }

    /// <summary>Public id, <c>source/externalId</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>When it was asked, UTC.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Where to open it.</summary>
    public string? Url { get; init; }

    /// <summary>Name of its source.</summary>
    public required string SourceName { get; init; }

    /// <summary>Answers that the viewer may open.</summary>
    public required int Answers { get; init; }

    /// <summary>Whether one of them was accepted.</summary>
    public required bool HasAcceptedAnswer { get; init; }

    /// <summary>
    /// How like the query it is, in [0, 1]: the part of the query's terms, weighted by rarity, that its title and body contain, or its cosine if
    /// that is larger.
    /// </summary>
    public required double Similarity { get; init; }
}
