using ExpertRouter.App.Setup;
using ExpertRouter.Data;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Endpoints;

/// <summary>The rows that a run refused, with reasons, as a download for administrators.</summary>
public static class RejectsEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapRejects(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/sources/rejects/{runId:guid}", DownloadAsync).ExcludeFromDescription().RequireAuthorization(Policies.CanAdminister);

    private static async Task<Results<PhysicalFileHttpResult, NotFound>> DownloadAsync(
        Guid runId, IDbContextFactory<AppDbContext> contexts, DataDirectory data, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var file = await db.IngestionRuns.Where(run => run.Id == runId).Select(run => run.RejectsFile).SingleOrDefaultAsync(cancellationToken);
        if (file is null)
            return TypedResults.NotFound();
        var path = Path.GetFullPath(file, data.Rejects);
        var isInside = path.StartsWith(data.Rejects + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return isInside && File.Exists(path)
            ? TypedResults.PhysicalFile(path, "application/x-ndjson", Path.GetFileName(path))
            : TypedResults.NotFound();
    }
}
