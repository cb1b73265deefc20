using System.Net;
using ExpertRouter.Data.Identity;

namespace ExpertRouter.Web.Tests.Hosting;

[Collection(PortalCollection.Name)]
public sealed class AuthorisationTests(PortalFactory portal)
{
    private static readonly string[] AdministratorPages = ["/sources", "/system", "/users", "/api-keys", "/messages"];

    public static TheoryData<string, string> ForbiddenPages
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var role in Roles.All.Where(role => role != Roles.Administrator))
                foreach (var page in AdministratorPages)
                    data.Add(role, page);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ForbiddenPages))]
    public async Task AdministratorPage_OtherRole_IsSentAway(string role, string page)
    {
        using var client = await portal.SignedInAsync(role);

        using var response = await client.GetAsync(page);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Contains("/account/denied", response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sources")]
    [InlineData("/system")]
    [InlineData("/users")]
    [InlineData("/api-keys")]
    [InlineData("/me")]
    public async Task ProtectedPage_Guest_IsAskedToSignIn(string page)
    {
        using var guest = portal.Guest();

        using var response = await guest.GetAsync(page);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Contains("/account/sign-in?returnUrl=", response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AdministratorPages_Administrator_AreOpen()
    {
        using var client = await portal.SignedInAsync(Roles.Administrator);

        foreach (var page in AdministratorPages)
            Assert.Contains("<h1", await client.PageAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_Expert_AreForbidden()
    {
        using var client = await portal.SignedInAsync(Roles.Expert);

        using var response = await client.GetAsync("/sources/rejects/" + Guid.CreateVersion7());

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }
}
