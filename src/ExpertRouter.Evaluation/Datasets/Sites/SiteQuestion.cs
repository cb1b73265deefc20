using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>A question with what was known when it was asked, and its later outcome.</summary>
public sealed record SiteQuestion
{
    /// <summary>Post id.</summary>
    public required int Id { get; init; }

    /// <summary>When it was asked, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Who asked; null for deleted users.</summary>
    public int? Asker { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Word counts of title, body and tags.</summary>
    public required TermVector Words { get; init; }

    /// <summary>The answer that was accepted in the end, if it is in the dump and its author is known.</summary>
    public SiteAnswer? Accepted { get; init; }

    /// <summary>Whether an answer of the dump was accepted, whoever wrote it.</summary>
    public bool HasAccepted { get; init; }

    /// <summary>Whether it was asked before another question; ties by post id.</summary>
    public bool IsBefore(SiteQuestion other) => Created < other.Created || (Created == other.Created && Id < other.Id);
}
