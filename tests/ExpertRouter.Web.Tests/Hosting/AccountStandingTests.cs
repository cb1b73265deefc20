using System.Net;
using System.Security.Claims;
using ExpertRouter.Data.Identity;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Hosting;

[Collection(PortalCollection.Name)]
public sealed class AccountStandingTests(PortalFactory portal)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Holds_UntilTheRoleIsTakenAwayOrTheAccountCloses()
    {
        using var scope = portal.Services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var account = new AppUser { Id = Guid.CreateVersion7(), UserName = "standing@company.example", Email = "standing@company.example" };
        await users.CreateAsync(account);
        await users.AddToRolesAsync(account, [Roles.Dispatcher, Roles.Expert]);
        var signedIn = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<AppUser>>().CreateAsync(account);
        var standing = portal.Services.GetRequiredService<AccountStanding>();

        Assert.True(await standing.HoldsAsync(signedIn, Policies.CanDispatch, Cancel));
        Assert.False(await standing.HoldsAsync(signedIn, Policies.CanAdminister, Cancel));
        Assert.False(await standing.HoldsAsync(new ClaimsPrincipal(), Policies.CanAsk, Cancel));
        await users.RemoveFromRoleAsync(account, Roles.Dispatcher);
        Assert.False(await standing.HoldsAsync(signedIn, Policies.CanDispatch, Cancel));
        Assert.True(await standing.HoldsAsync(signedIn, Policies.CanAnswer, Cancel));
        await users.UpdateSecurityStampAsync(account); // what closing an account does
        Assert.False(await standing.HoldsAsync(signedIn, Policies.CanAnswer, Cancel));
    }

    [Fact]
    public async Task AddAccount_NoRoleTicked_MakesAnAsker()
    {
        using var administrator = await portal.SignedInAsync(Roles.Administrator);

        using var response = await administrator.PostAsync(
            "/users", "/users", ("_handler", "add-user"), ("Input.Email", "bare@company.example"), ("Input.Name", ""), ("Input.Password", "correct horse battery"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("bare@company.example can sign in now.", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var scope = portal.Services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        Assert.Equal([Roles.Asker], await users.GetRolesAsync((await users.FindByEmailAsync("bare@company.example"))!));
    }
}
