namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>A question with the one expert who gave its accepted answer; a line of <c>queries.jsonl</c>.</summary>
public sealed record SePefQuery
{
    /// <summary>The question's id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for.</summary>
    public required SePefSplit Split { get; init; }

    /// <summary>Its community.</summary>
    public required string Community { get; init; }

    /// <summary>When it was asked (UTC).</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Title and body as text.</summary>
    public required string Text { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The relevant expert, one.</summary>
    public required IReadOnlyList<string> Relevant { get; init; }

    /// <summary>The asker's past; null when the asker is unknown.</summary>
    public SePefAsker? Asker { get; init; }
}
