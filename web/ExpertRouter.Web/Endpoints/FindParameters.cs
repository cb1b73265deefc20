using System.ComponentModel;

namespace ExpertRouter.Web.Endpoints;

/// <summary>Query string of <c>GET /api/find</c>.</summary>
public sealed record FindParameters
{
    /// <summary>Question.</summary>
    [Description("The question, in any words; at most 2000 characters.")]
    public string? Q { get; init; }

    /// <summary>Kind.</summary>
    [Description("person or model; left out: both.")]
    public string? Kind { get; init; }

    /// <summary>Sources.</summary>
    [Description("Only documents of these sources, by number.")]
    public int[]? Source { get; init; }

    /// <summary>Areas.</summary>
    [Description("Only documents of these knowledge areas, by name.")]
    public string[]? Area { get; init; }

    /// <summary>Time.</summary>
    [Description("Only documents written at or after this time.")]
    public DateTimeOffset? Since { get; init; }

    /// <summary>Experts to return.</summary>
    [Description("Experts to return, 1 to 100; 10 when left out.")]
    public int? Top { get; init; }

    /// <summary>Experts to leave out.</summary>
    [Description("Experts to leave out before the first, for paging.")]
    public int? Skip { get; init; }

    /// <summary>Documents per expert.</summary>
    [Description("Documents to describe per expert, 1 to 20; 3 when left out.")]
    public int? Evidence { get; init; }

    /// <summary>Pipeline.</summary>
    [Description("Name of the ranking pipeline; left out: the installation's default.")]
    public string? Pipeline { get; init; }
}
