using System.ComponentModel;
using System.Text.Json;
using ExpertRouter.App.Indexing;
using ExpertRouter.App.Ingestion;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ExpertRouter.Web.Endpoints;

/// <summary>Other systems send documents and experts here, with a key.</summary>
public static class IngestionEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapIngestion(this IEndpointRouteBuilder routes)
    {
        var limit = routes.ServiceProvider.GetRequiredService<PortalOptions>().ApiMaxBodyBytes;
        var api = routes.MapGroup("/api")
            .WithTags("Ingest")
            .WithMetadata(new RequestSizeLimitAttribute(limit))
            .RequireRateLimiting(ApiLimits.PolicyName)
            .AddEndpointFilter<ApiKeyAccess>()
            .AllowAnonymous()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapPost("/documents", AddDocumentsAsync)
            .WithName("AddDocuments")
            .WithSummary("Send documents: one object or an array.")
            .WithDescription("Same fields as in a JSON-lines file. The good objects go in, the refused ones come back with reasons. Sending the same again changes nothing.");
        api.MapPost("/experts", AddExpertsAsync)
            .WithName("AddExperts")
            .WithSummary("Send people and expert models: one object or an array.")
            .WithDescription("Same fields as in a JSON-lines file; an expert model says \"type\":\"model\".");
    }

    private static Task<Results<Ok<ApiIngestionResult>, ProblemHttpResult>> AddDocumentsAsync(
        [FromBody] JsonElement body, [Description("Source that the objects belong to.")] string? source,
        ApiIngestion ingestion, IndexNudge index, CancellationToken cancellationToken) =>
        AddAsync(ingestion.AddDocumentsAsync, body, source, index, cancellationToken);

    private static Task<Results<Ok<ApiIngestionResult>, ProblemHttpResult>> AddExpertsAsync(
        [FromBody] JsonElement body, [Description("Source that the objects belong to.")] string? source,
        ApiIngestion ingestion, IndexNudge index, CancellationToken cancellationToken) =>
        AddAsync(ingestion.AddExpertsAsync, body, source, index, cancellationToken);

    private static async Task<Results<Ok<ApiIngestionResult>, ProblemHttpResult>> AddAsync(
        Func<JsonElement, string, CancellationToken, Task<ApiIngestionResult>> add, JsonElement body, string? source,
        IndexNudge index, CancellationToken cancellationToken)
    {
        try
        {
            var result = await add(body, source ?? "api", cancellationToken);
            index.Nudge();
            return result.Rejected.Count > 0 && result.Rejected.Count == result.Read
                ? TypedResults.Problem(
                    "Nothing was stored: every object was refused.", statusCode: StatusCodes.Status422UnprocessableEntity,
                    extensions: new Dictionary<string, object?> { ["rejected"] = result.Rejected })
                : TypedResults.Ok(result);
        }
        catch (RecordFormatException e)
        {
            return TypedResults.Problem($"Nothing was stored: {e.Message}.", statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
