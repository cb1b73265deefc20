using ExpertRouter.App.Encoders;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Training;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Endpoints;

/// <summary>Search for programs: the same answers as the portal's, with the caller's rights.</summary>
public static class FindEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapFind(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/find", FindAsync)
            .WithName("Find")
            .WithTags("Find")
            .WithSummary("Find people and expert models who know about something.")
            .WithDescription("Callers with an API key see public documents; callers signed in to the portal see what they may open.")
            .RequireRateLimiting(ApiLimits.PolicyName)
            .AddEndpointFilter<RouteHandlerBuilder, SearchAccess>()
            .AllowAnonymous();

    private static async Task<Results<Ok<FindResponse>, ProblemHttpResult>> FindAsync(
        [AsParameters] FindParameters parameters, ExpertFinder finder, PromotedRanker promoted, InstalledEncoders encoders, ViewerReader viewers,
        IDbContextFactory<AppDbContext> contexts, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        if (Problem(parameters) is { } problem)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        if (parameters.Pipeline == FindPipeline.Learned && !promoted.Exists)
            return TypedResults.Problem(LearnedRanking.NonePromoted, statusCode: StatusCodes.Status400BadRequest);
        if (parameters.Pipeline == FindPipeline.Hybrid && encoders.Serving is null)
            return TypedResults.Problem(FindPipeline.NoEncoder, statusCode: StatusCodes.Status400BadRequest);
        var filter = new QueryFilter
        {
            SourceIds = parameters.Source ?? [],
            Tags = await TagsAsync(contexts, parameters.Area ?? [], cancellationToken),
            Since = parameters.Since?.ToUniversalTime(),
            ExpertKind = parameters.Kind switch { "person" => ExpertKind.Person, "model" => ExpertKind.ExpertModel, _ => null },
        };
        var result = await finder.FindAsync(
            new FindRequest
            {
                Text = parameters.Q!, Viewer = await viewers.ReadAsync(http.User, cancellationToken), Filter = filter,
                Top = parameters.Top ?? 10, Skip = parameters.Skip ?? 0, EvidencePerExpert = parameters.Evidence ?? 3,
                Pipeline = parameters.Pipeline ?? FindRequest.DefaultPipeline,
            },
            cancellationToken);
        return TypedResults.Ok(FindResponse.From(result));
    }

    private static string? Problem(FindParameters parameters) => parameters switch
    {
        { Q: var text } when string.IsNullOrWhiteSpace(text) => "Parameter q is missing: say what you look for, for example /api/find?q=consumer+lag.",
        { Q.Length: > 2000 } => "Parameter q is longer than 2000 characters: shorten the question.",
        { Top: < 1 or > 100 } => "Parameter top is from 1 to 100.",
        { Skip: < 0 or > 10_000 } => "Parameter skip is from 0 to 10000.",
        { Evidence: < 1 or > 20 } => "Parameter evidence is from 1 to 20.",
        { Kind: not (null or "person" or "model") } => "Parameter kind is person or model.",
        { Pipeline: { } pipeline } when !ExpertFinder.Pipelines.Contains(pipeline) =>
            $"There is no pipeline of that name. Known: {string.Join(", ", ExpertFinder.Pipelines)}.",
        _ => null,
    };

    private static async Task<IReadOnlyList<string>> TagsAsync(
        IDbContextFactory<AppDbContext> contexts, string[] names, CancellationToken cancellationToken)
    {
        if (names.Length == 0)
            return [];
        // PostgreSQL takes no text with a NUL in it, and no area has one.
        var lower = names.Where(name => !name.Contains('\0', StringComparison.Ordinal)).Select(name => name.Trim().ToLowerInvariant()).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var areas = await db.KnowledgeAreas.AsNoTracking().Where(area => lower.Contains(area.Name)).ToListAsync(cancellationToken);
        return [.. areas.SelectMany(area => area.Synonyms).Concat(lower).Distinct()];
    }
}
