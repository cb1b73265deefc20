using Microsoft.AspNetCore.Http.HttpResults;

namespace ExpertRouter.Web.Endpoints;

/// <summary>Problems that several endpoints answer with.</summary>
public static class ApiProblems
{
    /// <summary>401: no key, or a wrong one.</summary>
    public static ProblemHttpResult NotSignedIn(bool hasKey) => TypedResults.Problem(
        hasKey
            ? "The API key is unknown or was revoked. An administrator makes a new one in the portal under 'API keys'."
            : "Send an API key in the header X-Api-Key. An administrator makes one in the portal under 'API keys'.",
        statusCode: StatusCodes.Status401Unauthorized);

    /// <summary>The problem for a bare status that the framework answered with.</summary>
    public static ProblemHttpResult Of(int status) => TypedResults.Problem(
        status switch
        {
            StatusCodes.Status404NotFound => "There is nothing at this address. The API is described at /openapi/v1.json.",
            StatusCodes.Status405MethodNotAllowed => "This address takes another method. The API is described at /openapi/v1.json.",
            StatusCodes.Status413PayloadTooLarge => "The request is too large. Send the items in several smaller requests; in a ticket, link to what is long.",
            StatusCodes.Status415UnsupportedMediaType => "Send JSON, with the header Content-Type: application/json.",
            _ => null,
        },
        statusCode: status);
}
