using System.Net;

namespace ExpertRouter.Web.Tests.Hosting;

[Collection(PortalCollection.Name)]
public sealed class HostTests(PortalFactory portal)
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Health_AnyVisitor_IsToldHealthyWithoutDetail(string path)
    {
        using var guest = portal.Guest();

        Assert.Equal("Healthy", await guest.PageAsync(path));
    }

    [Fact]
    public async Task AnyPage_Headers_AllowOnlyOwnScriptsStylesAndConnections()
    {
        using var guest = portal.Guest();

        using var response = await guest.GetAsync("/");

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task AnyPage_Markup_LoadsNothingFromElsewhere()
    {
        using var guest = portal.Guest();

        var html = await guest.PageAsync("/");

        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", html);
        Assert.DoesNotMatch("<script(?![^>]*src=)", html);
        Assert.DoesNotContain(" style=\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownAddress_Page_SaysSoWithStatus404()
    {
        using var guest = portal.Guest();

        using var response = await guest.GetAsync("/no/such/page");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is nothing here", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dark", "<html lang=\"en\" data-theme=\"dark\">")]
    [InlineData("light", "<html lang=\"en\" data-theme=\"light\">")]
    [InlineData("\"><script>", "<html lang=\"en\">")]
    public async Task ThemeCookie_FirstPaint_HasTheTheme(string cookie, string expected)
    {
        using var guest = portal.Guest();
        guest.Http.DefaultRequestHeaders.Add("Cookie", "theme=" + Uri.EscapeDataString(cookie));

        Assert.Contains(expected, await guest.PageAsync("/about"), StringComparison.Ordinal);
    }
}
