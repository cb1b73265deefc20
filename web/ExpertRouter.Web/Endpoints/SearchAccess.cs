using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Authorization;

namespace ExpertRouter.Web.Endpoints;

/// <summary>Lets in who may search the portal, and programs with a valid key.</summary>
public sealed class SearchAccess(IAuthorizationService authorization, ApiKeyRing ring) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var key = http.Request.Headers[ApiKeyRing.Header].ToString();
        var isAllowed = key.Length > 0
            ? await ring.FindAsync(key, http.RequestAborted) is not null
            : (await authorization.AuthorizeAsync(http.User, null, Policies.CanSearch)).Succeeded;
        return isAllowed ? await next(context) : ApiProblems.NotSignedIn(hasKey: key.Length > 0);
    }
}
