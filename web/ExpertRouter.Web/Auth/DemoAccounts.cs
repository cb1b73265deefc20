using ExpertRouter.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace ExpertRouter.Web.Auth;

/// <summary>One account per role, each a person of the demo organisation. They have no password: only demo mode lets them in.</summary>
public static class DemoAccounts
{
    private const string Domain = "@kestrelharbour.example";

    /// <summary>The accounts, in the order of the sign-in page.</summary>
    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("camila.vazquez" + Domain, "Camila Vázquez", Roles.Asker, "asks and searches; sees public documents only"),
        new("farah.jalali" + Domain, "Farah Jalali", Roles.Expert, "is asked; belongs to the restricted Project Cormorant"),
        new("rui.teixeira" + Domain, "Rui Teixeira", Roles.Annotator, "judges who really knew what"),
        new("bram.vermaas" + Domain, "Bram Vermaas", Roles.Dispatcher, "watches the flow of requests"),
        new("niamh.quilligan" + Domain, "Niamh Quilligan", Roles.Administrator, "runs the installation: sources, merges, keys"),
    ];

    /// <summary>Makes the accounts in demo mode, and removes them outside it.</summary>
    public static async Task SyncAsync(IServiceProvider services, bool isDemo)
    {
        var users = services.GetRequiredService<UserManager<AppUser>>();
        foreach (var account in All)
        {
            var user = await users.FindByEmailAsync(account.Email);
            if (!isDemo && user is { IsDemo: true })
                await users.DeleteAsync(user);
            if (!isDemo || user is not null)
                continue;
            user = new AppUser
            {
                Id = Guid.CreateVersion7(), UserName = account.Email, Email = account.Email, EmailConfirmed = true,
                DisplayName = account.Name, IsDemo = true,
            };
            IdentityProblem.ThrowIfFailed(await users.CreateAsync(user), account.Email);
            IdentityProblem.ThrowIfFailed(
                await users.AddToRolesAsync(user, account.Role == Roles.Asker ? [Roles.Asker] : [Roles.Asker, account.Role]), account.Email);
        }
    }
}
