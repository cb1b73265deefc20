using ExpertRouter.Data.Identity;
using ExpertRouter.Web.Auth;
using ExpertRouter.Web.Endpoints;
using ExpertRouter.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace ExpertRouter.Web.Components.Pages.Account;

/// <summary>Sign-in by password, and by one click in demo mode. Static: the cookie is set with the response.</summary>
public sealed partial class SignInPage(
    SignInManager<AppUser> signIn, NavigationManager navigation, DemoMode demo, SetupCode setup)
{
    private DemoMode Demo => demo;

    private SetupCode Setup => setup;

    private string? Problem { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in")]
    private SignInInput Input { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "returnUrl")]
    private string? ReturnUrl { get; set; }

    protected override void OnInitialized() => Input ??= new SignInInput();

    private async Task SignInAsync()
    {
        var result = await signIn.PasswordSignInAsync(Input.Email.Trim(), Input.Password, Input.Remember, lockoutOnFailure: true);
        if (result.Succeeded)
            navigation.NavigateTo(LocalAddress.OrHome(ReturnUrl));
        else if (result.IsLockedOut)
            Problem = "Too many attempts. The account is closed for ten minutes; try again then.";
        else
            Problem = "E-mail and password do not fit together. Check both and try again.";
    }

    private sealed class SignInInput
    {
        public string Email { get; set => field = value ?? ""; } = "";

        public string Password { get; set => field = value ?? ""; } = "";

        public bool Remember { get; set; }
    }
}
