using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Views;
using ExpertRouter.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ExpertRouter.Web.Endpoints;

/// <summary>Other systems hand tickets in, follow them and say what became of them, with a key. What is wrong is thrown and explained in one place.</summary>
public static class TicketEndpoints
{
    private const long LargestBody = 1024 * 1024;

    /// <summary>Maps them.</summary>
    public static void MapTickets(this IEndpointRouteBuilder routes)
    {
        var limit = Math.Min(LargestBody, routes.ServiceProvider.GetRequiredService<PortalOptions>().ApiMaxBodyBytes);
        var api = routes.MapGroup("/api/tickets")
            .WithTags("Tickets")
            .WithMetadata(new RequestSizeLimitAttribute(limit))
            .RequireRateLimiting(ApiLimits.PolicyName)
            .AddEndpointFilter<ApiKeyAccess>()
            .AllowAnonymous()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        Refuses(api.MapPost("", SubmitAsync), StatusCodes.Status409Conflict)
            .WithName("SubmitTicket")
            .WithSummary("Hand in a ticket.")
            .WithDescription("Sending the same again is safe and answers 200 instead of 201; the same id with other content is refused (409). The ticket is routed right after.");
        api.MapGet("{id:guid}", GetAsync)
            .WithName("GetTicket")
            .WithSummary("Where a ticket stands and how it came there.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        Refuses(api.MapPost("{id:guid}/outcomes", RecordAsync), StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .WithName("RecordOutcome")
            .WithSummary("Say what somebody did with a ticket.")
            .WithDescription("A move that the ticket's state does not allow is refused with the reason (409) and noted in its history.");
    }

    private static RouteHandlerBuilder Refuses(RouteHandlerBuilder handler, params int[] statuses)
    {
        foreach (var status in (int[])[StatusCodes.Status400BadRequest, .. statuses, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity])
            handler.ProducesProblem(status);
        return handler;
    }

    private static async Task<Results<Created<TicketReceiptResponse>, Ok<TicketReceiptResponse>>> SubmitAsync(
        TicketRequest ticket, TicketIntake intake, CancellationToken cancellationToken)
    {
        var receipt = await intake.SubmitAsync(ticket.ToSubmission(), cancellationToken);
        var response = new TicketReceiptResponse(receipt.TicketId, receipt.IsNew, receipt.State.ToString().ToLowerInvariant());
        return receipt.IsNew ? TypedResults.Created($"/api/tickets/{receipt.TicketId}", response) : TypedResults.Ok(response);
    }

    private static async Task<Results<Ok<TicketResponse>, ProblemHttpResult>> GetAsync(Guid id, TicketReader reader, CancellationToken cancellationToken) =>
        await reader.GetAsync(id, cancellationToken) is { } view
            ? TypedResults.Ok(TicketResponse.From(view))
            : TypedResults.Problem($"There is no ticket {id}.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<Ok<TicketReceiptResponse>> RecordAsync(
        Guid id, OutcomeRequest outcome, OutcomeIntake intake, CancellationToken cancellationToken)
    {
        var status = await intake.RecordAsync(outcome.ToOutcome(id), cancellationToken);
        return TypedResults.Ok(new TicketReceiptResponse(id, IsNew: false, status.State.ToString().ToLowerInvariant()));
    }
}
