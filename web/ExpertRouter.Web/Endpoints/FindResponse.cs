using ExpertRouter.App.Finding;

namespace ExpertRouter.Web.Endpoints;

/// <summary>Answer of <c>GET /api/find</c>.</summary>
/// <param name="Query">The question.</param>
/// <param name="Pipeline">The pipeline that ran.</param>
/// <param name="Milliseconds">Wall time of the whole search; its steps may overlap.</param>
/// <param name="Total">Experts ranked, before paging.</param>
/// <param name="Experts">Best first.</param>
/// <param name="DidYouMean">Words that occur nowhere, and what was searched instead.</param>
/// <param name="Trace">What each step did.</param>
public sealed record FindResponse(
    string Query, string Pipeline, double Milliseconds, int Total, IReadOnlyList<FindResponse.Expert> Experts,
    IReadOnlyList<FindResponse.Correction> DidYouMean, IReadOnlyList<FindResponse.Stage> Trace)
{
    /// <summary>Takes over what programs need.</summary>
    public static FindResponse From(FindResult result) => new(
        result.Query, result.Pipeline, result.Milliseconds, result.Total,
        [.. result.Experts.Select(expert => new Expert(
            expert.Key, expert.Name, expert.Kind == Core.Model.ExpertKind.Person ? "person" : "model", expert.Title, expert.Team,
            expert.Location, expert.Score, expert.Strength.ToString().ToLowerInvariant(), expert.DocumentCount, expert.LastActive,
            [.. expert.Evidence.Select(evidence => new Reason(
                evidence.IsProfile ? null : evidence.Key, evidence.Title, evidence.Kind?.ToString().ToLowerInvariant(), evidence.Date,
                evidence.Share, evidence.Snippet, evidence.Url))],
            expert.OtherShare))],
        [.. result.DidYouMean.Select(correction => new Correction(correction.Typed, correction.Corrected))],
        [.. result.Trace.Select(stage => new Stage(stage.Stage, stage.Milliseconds, stage.In, stage.Out))]);

    /// <summary>A ranked expert.</summary>
    public sealed record Expert(
        string Id, string Name, string Kind, string? Title, string? Team, string? Location, double Score, string Strength,
        int Documents, DateTimeOffset? LastActive, IReadOnlyList<Reason> Evidence, double OtherShare);

    /// <summary>A document as a reason; without <paramref name="DocumentId"/> it is what the profile says.</summary>
    public sealed record Reason(
        string? DocumentId, string Title, string? Kind, DateTimeOffset? Date, double Share, string Snippet, string? Url);

    /// <summary>A corrected word.</summary>
    public sealed record Correction(string Typed, string Corrected);

    /// <summary>A step of the search.</summary>
    public sealed record Stage(string Name, double Milliseconds, int In, int Out);
}
