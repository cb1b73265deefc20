using System.Net;
using ExpertRouter.Data.Identity;
using ExpertRouter.Web.Auth;
using ExpertRouter.Web.Endpoints;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Hosting;

[Collection(PortalCollection.Name)]
public sealed class SignInTests(PortalFactory portal)
{
    public static TheoryData<string> AllRoles => [.. Roles.All];

    [Theory]
    [MemberData(nameof(AllRoles))]
    public async Task DemoAccount_OneClick_SignsInWithItsRole(string role)
    {
        using var client = await portal.SignedInAsync(role);

        var html = WebUtility.HtmlDecode(await client.PageAsync("/about"));

        Assert.Contains(DemoAccounts.All.Single(account => account.Role == role).Name, html, StringComparison.Ordinal);
        Assert.Contains(role, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DemoSignIn_WithoutAntiforgeryToken_IsRefused()
    {
        using var guest = portal.Guest();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", DemoAccounts.All[^1].Email)]);

        using var response = await guest.Http.PostAsync("/account/demo", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task SignOut_WithoutAntiforgeryToken_IsRefusedAndWithItSignsOut()
    {
        using var client = await portal.SignedInAsync(Roles.Asker);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("x", "y")]);

        using var refused = await client.Http.PostAsync("/account/sign-out", form, TestContext.Current.CancellationToken);
        using var profile = await client.GetAsync("/me");
        using var accepted = await client.PostAsync("/about", "/account/sign-out");
        using var after = await client.GetAsync("/me");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, profile.StatusCode);
        Assert.Equal(HttpStatusCode.Found, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.Found, after.StatusCode);
    }

    [Fact]
    public async Task DemoSignIn_AccountThatIsNoDemoAccount_IsRefused()
    {
        await AddAsync("real.person@kestrelharbour.example", "correct horse battery");
        using var guest = portal.Guest();

        using var response = await guest.PostAsync("/account/sign-in", "/account/demo", ("email", "real.person@kestrelharbour.example"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LocksTheAccountEvenForTheRightOne()
    {
        await AddAsync("locked.out@kestrelharbour.example", "correct horse battery");
        using var guest = portal.Guest();
        for (var attempt = 0; attempt < 5; attempt++)
            await SubmitAsync(guest, "locked.out@kestrelharbour.example", "wrong horse battery");

        var answer = await SubmitAsync(guest, "locked.out@kestrelharbour.example", "correct horse battery");

        Assert.Contains("Too many attempts", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WrongPasswordAndUnknownAccount_SoundTheSame()
    {
        await AddAsync("known@kestrelharbour.example", "correct horse battery");
        using var guest = portal.Guest();

        var wrong = await SubmitAsync(guest, "known@kestrelharbour.example", "wrong horse battery");
        var unknown = await SubmitAsync(guest, "nobody@kestrelharbour.example", "wrong horse battery");

        Assert.Contains("E-mail and password do not fit together", wrong, StringComparison.Ordinal);
        Assert.Contains("E-mail and password do not fit together", unknown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sources", "/sources")]
    [InlineData("/?q=x", "/?q=x")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData(null, "/")]
    public void ReturnAddress_ElsewhereOrMissing_BecomesHome(string? asked, string expected) =>
        Assert.Equal(expected, LocalAddress.OrHome(asked));

    private static async Task<string> SubmitAsync(PortalClient guest, string email, string password)
    {
        using var response = await guest.PostAsync(
            "/account/sign-in", "/account/sign-in", ("_handler", "sign-in"), ("Input.Email", email), ("Input.Password", password));
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task AddAsync(string email, string password)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var user = new AppUser { Id = Guid.CreateVersion7(), UserName = email, Email = email, LockoutEnabled = true };
        Assert.True((await users.CreateAsync(user, password)).Succeeded);
    }
}
