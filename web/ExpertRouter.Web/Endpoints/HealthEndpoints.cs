using ExpertRouter.Web.Hosting;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace ExpertRouter.Web.Endpoints;

/// <summary>For load balancers and the first page: alive, healthy, how far the start-up is. No detail leaves here.</summary>
public static class HealthEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health").AllowAnonymous();
        routes.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapGet("/progress", (StartupProgress progress) =>
                TypedResults.Ok(new { progress.Current.IsBusy, progress.Current.Sentence }))
            .ExcludeFromDescription().AllowAnonymous();
    }
}
