using System.Text.Json;
using System.Text.RegularExpressions;
using ExpertRouter.App.Ingestion;
using ExpertRouter.App.Routing;
using ExpertRouter.Core.Tickets;
using Microsoft.AspNetCore.Diagnostics;

namespace ExpertRouter.Web.Endpoints;

/// <summary>The whole error story of the API: every exception becomes a ProblemDetails without a stack trace. Pages have their own.</summary>
public sealed partial class ApiExceptionHandler(IProblemDetailsService problems, ILogger<ApiExceptionHandler> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // By now the request's own path is that of the error page.
        var path = new PathString(httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? httpContext.Request.Path);
        if (!path.StartsWithSegments("/api", StringComparison.Ordinal))
            return false;
        var (status, detail) = exception switch
        {
            BadHttpRequestException bad => (bad.StatusCode, Advice(bad)),
            TicketRejectedException rejected => (TicketProblems.StatusOf(rejected.Problem), rejected.Message),
            IllegalTicketMoveException illegal => (StatusCodes.Status409Conflict, illegal.Message),
            IngestionException ingestion => (StatusCodes.Status409Conflict, ingestion.Message),
            OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested => (StatusCodes.Status499ClientClosedRequest, "Cancelled."),
            _ => (StatusCodes.Status500InternalServerError, "Something went wrong on this side; the log has the details under the traceId. What was stored before is safe."),
        };
        if (status == StatusCodes.Status500InternalServerError)
            LogFailure(exception, path);
        httpContext.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = status, Detail = detail },
        });
    }

    private static string Advice(BadHttpRequestException bad) => bad.InnerException is JsonException json
        ? Advice(json)
        : NoBody().IsMatch(bad.Message)
        ? "The body is empty. Send JSON; the fields are described at /openapi/v1.json."
        : UnboundParameter().Match(bad.Message) is { Success: true } unbound
            ? $"Parameter {unbound.Groups["name"].Value.ToLowerInvariant()} cannot be '{unbound.Groups["value"].Value}'. The parameters are described at /openapi/v1.json."
            : bad.Message;

    // What is no JSON at all has the reader's error inside; what does not fit the description has none.
    private static string Advice(JsonException json)
    {
        var where = $"line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}, at {json.Path ?? "$"}";
        return json.InnerException is JsonException
            ? $"The body is not valid JSON: {where}."
            : $"A value in the body is not what it must be: {where}. The fields are described at /openapi/v1.json.";
    }

    [GeneratedRegex("^Implicit body inferred|^Required parameter \"[^\"]+\" was not provided from body")]
    private static partial Regex NoBody();

    // The framework's sentence names types of this program, which say nothing to a caller.
    [GeneratedRegex("^Failed to bind parameter \"\\S+ (?<name>\\w+)\" from \"(?<value>.*)\"\\.$", RegexOptions.Singleline)]
    private static partial Regex UnboundParameter();

    [LoggerMessage(Level = LogLevel.Error, Message = "Request to {Path} failed")]
    private partial void LogFailure(Exception exception, string path);
}
