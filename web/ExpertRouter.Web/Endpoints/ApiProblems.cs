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
}
