using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ExpertRouter.Data.Identity;
using ExpertRouter.Web.Auth;
using ExpertRouter.Web.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Endpoints;

[Collection(PortalCollection.Name)]
public sealed class FindEndpointTests(PortalFactory portal)
{
    [Fact]
    public async Task Find_Question_RanksWithEvidenceWhoseSharesAddUp()
    {
        using var guest = portal.Guest();

        var answer = await guest.Http.GetFromJsonAsync<FindResponse>("/api/find?q=lidar+in+fog&top=3", TestContext.Current.CancellationToken);

        Assert.Equal("Aroha Keepa", answer!.Experts[0].Name);
        Assert.Equal(3, answer.Experts.Count);
        Assert.True(answer.Total >= 3);
        Assert.NotEmpty(answer.Trace);
        Assert.All(answer.Trace, step => Assert.InRange(step.Milliseconds, 0, answer.Milliseconds));
        Assert.All(answer.Experts, expert =>
            Assert.Equal(expert.Score, expert.Evidence.Sum(reason => reason.Share) + expert.OtherShare, 9));
    }

    [Theory]
    [InlineData("", "q is missing")]
    [InlineData("?q=%20", "q is missing")]
    [InlineData("?q=x&top=many", "top cannot be 'many'")]
    [InlineData("?q=x&since=soon", "since cannot be 'soon'")]
    [InlineData("?q=x&source=wiki", "source cannot be 'wiki'")]
    [InlineData("?q=x&top=0", "top is from 1 to 100")]
    [InlineData("?q=x&top=101", "top is from 1 to 100")]
    [InlineData("?q=x&skip=-1", "skip is from 0")]
    [InlineData("?q=x&evidence=21", "evidence is from 1 to 20")]
    [InlineData("?q=x&kind=robot", "kind is person or model")]
    [InlineData("?q=x&pipeline=magic", "Known: ")]
    public async Task Find_BadParameter_SaysWhatIsWrong(string query, string expected)
    {
        using var guest = portal.Guest();

        using var response = await guest.GetAsync("/api/find" + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Contains(expected, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_NumberThatIsNone_IsAProblemWithoutStackTrace()
    {
        using var guest = portal.Guest();

        using var response = await guest.GetAsync("/api/find?q=x&top=many");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain("   at ", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_UnknownApiKey_IsRefusedEvenWhereGuestsAreWelcome()
    {
        using var guest = portal.Guest();
        guest.Http.DefaultRequestHeaders.Add(ApiKeyRing.Header, "er_made_up");

        using var response = await guest.GetAsync("/api/find?q=lidar");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Find_KindModel_ReturnsModelsOnly()
    {
        using var client = await portal.SignedInAsync(Roles.Asker);

        var answer = await client.Http.GetFromJsonAsync<FindResponse>("/api/find?q=fault+codes&kind=model", TestContext.Current.CancellationToken);

        Assert.NotEmpty(answer!.Experts);
        Assert.All(answer.Experts, expert => Assert.Equal("model", expert.Kind));
    }

    [Fact]
    public async Task Keys_RevokedKey_NoLongerOpensAnything()
    {
        var ring = portal.Services.GetRequiredService<ApiKeyRing>();
        var key = await ring.CreateAsync("short-lived", TestContext.Current.CancellationToken);
        var row = await ring.FindAsync(key, TestContext.Current.CancellationToken);

        await ring.RevokeAsync(row!.Id, TestContext.Current.CancellationToken);

        Assert.Null(await ring.FindAsync(key, TestContext.Current.CancellationToken));
        Assert.DoesNotContain(key, Convert.ToHexStringLower(row.Hash), StringComparison.Ordinal);
    }
}
