using ExpertRouter.Data.Identity;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace ExpertRouter.Web.Components.Pages.Account;

/// <summary>Claims a new installation with the code from the log.</summary>
public sealed partial class FirstRunPage(
    IServiceProvider services, UserManager<AppUser> users, SignInManager<AppUser> signIn, NavigationManager navigation, SetupCode setup)
{
    private SetupCode Setup => setup;

    private string? Problem { get; set; }

    [SupplyParameterFromForm(FormName = "first-run")]
    private FirstRunInput Input { get; set; } = default!;

    protected override void OnInitialized() => Input ??= new FirstRunInput();

    private async Task CreateAsync()
    {
        if (!setup.Matches(Input.Code))
        {
            Problem = "That is not the code in the log. A restart writes a new one.";
            return;
        }
        var email = Input.Email.Trim();
        var result = await AdministratorSetup.CreateAsync(services, email, Input.Password);
        if (!result.Succeeded)
        {
            Problem = IdentityProblem.Describe(result);
            return;
        }
        setup.Close();
        await signIn.SignInAsync((await users.FindByEmailAsync(email))!, isPersistent: false);
        navigation.NavigateTo("/sources");
    }

    private sealed class FirstRunInput
    {
        public string Code { get; set => field = value ?? ""; } = "";

        public string Email { get; set => field = value ?? ""; } = "";

        public string Password { get; set => field = value ?? ""; } = "";
    }
}
