using ExpertRouter.Data.Identity;
using ExpertRouter.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace ExpertRouter.Web.Endpoints;

/// <summary>Form posts around the account; all of them carry an antiforgery token.</summary>
public static class AccountEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("/account").ExcludeFromDescription();
        account.MapPost("/demo", DemoSignInAsync).AllowAnonymous();
        account.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        account.MapGet("/sign-out", () => TypedResults.LocalRedirect("/"));
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> DemoSignInAsync(
        [FromForm] string email, [FromForm] string? returnUrl, DemoMode demo, UserManager<AppUser> users, SignInManager<AppUser> signIn)
    {
        if (!demo.IsOn || await users.FindByEmailAsync(email) is not { IsDemo: true } user)
            return TypedResults.NotFound();
        await signIn.SignInAsync(user, isPersistent: false);
        return TypedResults.LocalRedirect(LocalAddress.OrHome(returnUrl));
    }

    // Binding the form is what makes the framework ask for its antiforgery token.
    private static async Task<RedirectHttpResult> SignOutAsync([FromForm] IFormCollection form, SignInManager<AppUser> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect("/");
    }
}
