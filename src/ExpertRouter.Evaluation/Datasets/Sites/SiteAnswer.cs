using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Sites;

/// <summary>An answer by a known user.</summary>
public sealed record SiteAnswer
{
    /// <summary>Post id.</summary>
    public required int Id { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Who wrote it.</summary>
    public required int Owner { get; init; }

    /// <summary>Id of its question.</summary>
    public required int Question { get; init; }

    /// <summary>Tags of its question.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Asker of its question.</summary>
    public int? Asker { get; init; }

    /// <summary>Word counts of the question's title, body and tags and of the answer.</summary>
    public required TermVector Words { get; init; }

    /// <summary>Whether it was written before a question was asked; ties by post id.</summary>
    public bool IsBefore(SiteQuestion question) => Created < question.Created || (Created == question.Created && Id <= question.Id);
}
