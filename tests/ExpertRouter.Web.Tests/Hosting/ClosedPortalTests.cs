using System.Net;
using ExpertRouter.Data.Identity;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Hosting;

public sealed class ClosedPortalTests(ClosedPortalFactory portal) : IClassFixture<ClosedPortalFactory>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/?q=lidar")]
    [InlineData("/documents/1")]
    [InlineData("/experts/1")]
    public async Task AnyContent_Guest_MustSignIn(string path)
    {
        using var guest = portal.Guest();

        using var response = await guest.GetAsync(path);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Contains("/account/sign-in", response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestions_Guest_AreRefused()
    {
        using var guest = portal.Guest();

        using var response = await guest.GetAsync("/suggest?q=li");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Find_Guest_GetsAProblemInsteadOfAPage()
    {
        using var guest = portal.Guest();

        using var response = await guest.GetAsync("/api/find?q=lidar");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task SignInPage_OutsideDemo_OffersNoDemoAccount()
    {
        using var guest = portal.Guest();

        var html = await guest.PageAsync("/account/sign-in");

        Assert.DoesNotContain("demo", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await portal.ReadAsync(db => db.Users.CountAsync(user => user.IsDemo)));
    }

    [Fact]
    public async Task DemoSignIn_OutsideDemo_DoesNotExist()
    {
        using var guest = portal.Guest();

        using var response = await guest.PostAsync("/account/sign-in", "/account/demo", ("email", DemoAccounts.All[^1].Email));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task FirstRun_CodeFromTheLog_MakesOneAdministratorAndCloses()
    {
        var setup = portal.Services.GetRequiredService<SetupCode>();
        using var guest = portal.Guest();

        var refused = await SubmitAsync(guest, "0000000000000000");
        var code = setup.Open();
        using var made = await guest.PostAsync(
            "/account/first-run", "/account/first-run", ("_handler", "first-run"), ("Input.Code", code),
            ("Input.Email", "head@company.example"), ("Input.Password", "a long enough password"));
        var sources = await guest.PageAsync("/sources");

        Assert.Contains("not the code", refused, StringComparison.Ordinal);
        Assert.EndsWith("/sources", made.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nothing is read yet", sources, StringComparison.Ordinal);
        Assert.False(setup.IsOpen);
        await using var scope = portal.Services.CreateAsyncScope();
        var administrators = await scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>().GetUsersInRoleAsync(Roles.Administrator);
        Assert.Equal(["head@company.example"], administrators.Select(user => user.Email));
    }

    private static async Task<string> SubmitAsync(PortalClient guest, string code)
    {
        using var response = await guest.PostAsync(
            "/account/first-run", "/account/first-run", ("_handler", "first-run"), ("Input.Code", code),
            ("Input.Email", "head@company.example"), ("Input.Password", "a long enough password"));
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
