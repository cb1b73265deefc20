namespace ExpertRouter.Evaluation.Datasets.Assignment;

/// <summary>An issue as it was filed, and who took it.</summary>
public sealed record AssignedIssue
{
    /// <summary>Key or row number.</summary>
    public required string Id { get; init; }

    /// <summary>Days since 1899-12-30, the unit of spreadsheets; only differences and order matter.</summary>
    public required double Created { get; init; }

    /// <summary>Number that orders issues of the same time.</summary>
    public required int Number { get; init; }

    /// <summary>Summary and description.</summary>
    public required string Text { get; init; }

    /// <summary>Components, as words of letters and digits.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>Who filed it; null where unknown.</summary>
    public string? Reporter { get; init; }

    /// <summary>The person it was assigned to.</summary>
    public required string Assignee { get; init; }

    /// <summary>When it was resolved, in the unit of <see cref="Created"/>; null while open or unknown.</summary>
    public double? Resolved { get; init; }
}
