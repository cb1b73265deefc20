using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.App.Finding;

/// <summary>The finder's answer. Nothing in it comes from a document that the viewer may not open. Immutable.</summary>
public sealed record FindResult
{
    /// <summary>The text as asked.</summary>
    public required string Query { get; init; }

    /// <summary>Name of the pipeline that ran.</summary>
    public required string Pipeline { get; init; }

    /// <summary>Experts of the requested page, best first.</summary>
    public IReadOnlyList<FoundExpert> Experts { get; init; } = [];

    /// <summary>All experts that were ranked, before paging.</summary>
    public int Total { get; init; }

    /// <summary>Documents that were found, also those by nobody who can be listed.</summary>
    public int DocumentCount { get; init; }

    /// <summary>Documents were found, and nobody who can be listed wrote any of them.</summary>
    public bool HasOnlyUnlistedAuthors => DocumentCount > 0 && Total == 0;

    /// <summary>Knowledge areas that the text names.</summary>
    public IReadOnlyList<FoundArea> Areas { get; init; } = [];

    /// <summary>Words that occur nowhere, with the word searched for instead; empty when none was corrected.</summary>
    public IReadOnlyList<TermCorrection> DidYouMean { get; init; } = [];

    /// <summary>An answered question like this one; null when none is close enough.</summary>
    public SimilarQuestion? SimilarQuestion { get; init; }

    /// <summary>Counts to narrow the search by.</summary>
    public required FindFacets Facets { get; init; }

    /// <summary>Wall time of the whole search. Not the sum of its stages, some of which run at the same time.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>One entry per stage. Stages may overlap.</summary>
    public IReadOnlyList<StageTrace> Trace { get; init; } = [];
}
