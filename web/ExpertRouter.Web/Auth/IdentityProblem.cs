using Microsoft.AspNetCore.Identity;

namespace ExpertRouter.Web.Auth;

/// <summary>Words for what Identity refuses.</summary>
public static class IdentityProblem
{
    /// <summary>The reasons as one text.</summary>
    public static string Describe(IdentityResult result) => string.Join(" ", result.Errors.Select(error => error.Description));

    /// <summary>Turns a refusal at start into an exception that names the account.</summary>
    /// <exception cref="InvalidOperationException">The result is a failure.</exception>
    public static void ThrowIfFailed(IdentityResult result, string account)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException($"Account '{account}' could not be set up: {Describe(result)}");
    }
}
