using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ExpertRouter.Web.Auth;

/// <summary>Programs get a status, people get a page.</summary>
public static class ApiStatus
{
    /// <summary>Answers requests below <c>/api</c> with a problem and leaves the others to <paramref name="forPages"/>.</summary>
    public static Func<RedirectContext<CookieAuthenticationOptions>, Task> Instead(
        int status, Func<RedirectContext<CookieAuthenticationOptions>, Task> forPages) => async context =>
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            await forPages(context);
            return;
        }
        var detail = status == StatusCodes.Status401Unauthorized
            ? "Sign in to the portal, or send an API key in the header X-Api-Key."
            : "Your roles do not allow this.";
        await TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context.HttpContext);
    };
}
