using ExpertRouter.App.Profiles;
using ExpertRouter.Core.Model;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ExpertRouter.Web.Endpoints;

/// <summary>What the search box offers while somebody types.</summary>
public static class SuggestEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapSuggest(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/suggest", SuggestAsync).ExcludeFromDescription().RequireAuthorization(Policies.CanSearch);

    private static async Task<Ok<IReadOnlyList<Suggestion>>> SuggestAsync(string? q, SuggestionReader reader, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(q) || q.Length > 100)
            return TypedResults.Ok<IReadOnlyList<Suggestion>>([]);
        var found = await reader.SuggestAsync(q, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<Suggestion>>(
        [
            .. found.Areas.Select(area => new Suggestion(area.Name, "area", null)),
            .. found.Experts.Select(expert => new Suggestion(
                expert.Name, expert.Kind == ExpertKind.ExpertModel ? "expert model" : expert.Team ?? "person", $"/experts/{expert.Id}")),
        ]);
    }

    /// <summary>A line below the search box; without an address it is searched for.</summary>
    private sealed record Suggestion(string Text, string Kind, string? Href);
}
