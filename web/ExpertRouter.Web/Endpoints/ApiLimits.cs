using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.RateLimiting;

namespace ExpertRouter.Web.Endpoints;

/// <summary>How much one caller may ask of the API.</summary>
public static class ApiLimits
{
    /// <summary>Name of the rate-limiting policy.</summary>
    public const string PolicyName = "api";

    /// <summary>Who is counted as one caller: an account, else a key, else an address.</summary>
    public static string Caller(HttpContext context)
    {
        if (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } user)
            return "user:" + user;
        var key = context.Request.Headers[ApiKeyRing.Header].ToString();
        return key.Length > 0
            ? "key:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8))
            : "address:" + context.Connection.RemoteIpAddress;
    }

    /// <summary>Says that the caller should slow down.</summary>
    public static async ValueTask ExplainAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        context.HttpContext.Response.Headers.RetryAfter = "1";
        await TypedResults.Problem(
                "Too many requests in a short time. Wait a second and go on more slowly.",
                statusCode: StatusCodes.Status429TooManyRequests)
            .ExecuteAsync(context.HttpContext);
    }
}
