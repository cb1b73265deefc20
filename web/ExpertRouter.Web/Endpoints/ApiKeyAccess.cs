using ExpertRouter.Web.Auth;

namespace ExpertRouter.Web.Endpoints;

/// <summary>Lets in programs with a valid key, and nobody else.</summary>
public sealed class ApiKeyAccess(ApiKeyRing ring) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var key = http.Request.Headers[ApiKeyRing.Header].ToString();
        return await ring.FindAsync(key, http.RequestAborted) is null
            ? ApiProblems.NotSignedIn(hasKey: key.Length > 0)
            : await next(context);
    }
}
