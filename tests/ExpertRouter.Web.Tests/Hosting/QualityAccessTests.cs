using System.Net;
using ExpertRouter.App.Evaluating;
using ExpertRouter.Data.Identity;
using ExpertRouter.Web.Tests.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Hosting;

[Collection(PortalCollection.Name)]
public sealed class QualityAccessTests(PortalFactory portal)
{
    [Theory]
    [InlineData(Roles.Administrator)]
    [InlineData(Roles.Dispatcher)]
    public async Task Quality_WhoSteers_SeesListAndResult(string role)
    {
        var saved = await portal.Services.GetRequiredService<ResultArchive>().SaveAsync(QualitySamples.Report(), TestContext.Current.CancellationToken);
        using var client = await portal.SignedInAsync(role);

        Assert.Contains("/quality/" + saved.Id, await client.PageAsync("/quality"), StringComparison.Ordinal);
        Assert.Contains("Is the difference real?", await client.PageAsync("/quality/" + saved.Id), StringComparison.Ordinal);
        Assert.Contains("href=\"/quality\"", await client.PageAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Expert)]
    [InlineData(Roles.Annotator)]
    [InlineData(Roles.Asker)]
    public async Task Quality_OtherRole_IsSentAwayAndSeesNoLink(string role)
    {
        using var client = await portal.SignedInAsync(role);

        foreach (var page in new[] { "/quality", "/quality/20261123-080000-evaluate-experts" })
        {
            using var response = await client.GetAsync(page);
            Assert.Equal(HttpStatusCode.Found, response.StatusCode);
            Assert.Contains("/account/denied", response.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
        Assert.DoesNotContain("href=\"/quality\"", await client.PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quality_Guest_IsAskedToSignIn()
    {
        using var guest = portal.Guest();

        using var response = await guest.GetAsync("/quality");

        Assert.Contains("/account/sign-in?returnUrl=", response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quality_UnknownResult_IsNotFound()
    {
        using var client = await portal.SignedInAsync(Roles.Dispatcher);

        using var response = await client.GetAsync("/quality/20260101-000000-nothing");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
