using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.App.Finding;

/// <summary>A question to the finder. Immutable.</summary>
public sealed record FindRequest
{
    /// <summary>Leaves the choice to the installation: the learned ranking when a ranker is promoted, else <c>hybrid</c> when an encoder serves, else <c>lexical</c>.</summary>
    public const string DefaultPipeline = "default";

    /// <summary>Text as typed; empty text finds nobody.</summary>
    public required string Text { get; init; }

    /// <summary>On whose behalf; decides which documents count.</summary>
    public required Viewer Viewer { get; init; }

    /// <summary>Limits.</summary>
    public QueryFilter Filter { get; init; } = QueryFilter.None;

    /// <summary>Experts to return, at least 1.</summary>
    public int Top { get; init; } = 10;

    /// <summary>Experts to leave out before the first one returned, for paging.</summary>
    public int Skip { get; init; }

    /// <summary>Pieces of evidence per expert to describe with title and snippet; the shares of the rest are summed up.</summary>
    public int EvidencePerExpert { get; init; } = 3;

    /// <summary>Name of the pipeline; <see cref="ExpertFinder.Pipelines"/> lists them.</summary>
    public string Pipeline { get; init; } = DefaultPipeline;
}
