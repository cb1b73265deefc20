namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>What a build found and left out; written as <c>report.json</c>.</summary>
public sealed record SePefReport
{
    /// <summary>The thresholds used.</summary>
    public required SePefOptions Options { get; init; }

    /// <summary>Counts per community.</summary>
    public required IReadOnlyList<SePefCommunityCounts> Communities { get; init; }

    /// <summary>What to keep in mind when reading figures from this set.</summary>
    public required IReadOnlyList<string> Cautions { get; init; }
}
