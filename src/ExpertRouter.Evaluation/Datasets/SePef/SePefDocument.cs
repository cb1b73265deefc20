namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>An expert's answer from before the train boundary; a line of <c>documents.jsonl</c>.</summary>
public sealed record SePefDocument
{
    /// <summary>The answer's id.</summary>
    public required string Id { get; init; }

    /// <summary>The author, one.</summary>
    public required IReadOnlyList<string> Experts { get; init; }

    /// <summary>Its community.</summary>
    public required string Community { get; init; }

    /// <summary>When it was written (UTC); for a query of the training part only earlier documents may be used.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Points.</summary>
    public required int Score { get; init; }

    /// <summary>The id of the question it answers.</summary>
    public required string Question { get; init; }

    /// <summary>That question's title; empty when the question is not in the dump.</summary>
    public required string Title { get; init; }

    /// <summary>That question's tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The answer's text.</summary>
    public required string Body { get; init; }
}
