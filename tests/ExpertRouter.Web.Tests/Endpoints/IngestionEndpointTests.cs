using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ExpertRouter.Web.Auth;
using ExpertRouter.Web.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Endpoints;

public sealed class IngestionEndpointTests(SmallLimitsFactory portal) : IClassFixture<SmallLimitsFactory>
{
    private const string Expert = """{"id":"ada","name":"Ada Brandt","email":"ada@company.example"}""";
    private const string Document =
        """{"id":"d1","kind":"runbook","title":"Descaling the boiler","body":"Citric acid, forty minutes, then rinse twice.","created":"2026-05-01T10:00:00Z","authors":[{"expert":"ada","role":"author"}]}""";

    [Theory]
    [InlineData("/api/documents")]
    [InlineData("/api/experts")]
    public async Task Post_WithoutKey_IsRefused(string path)
    {
        using var guest = portal.Guest();

        using var response = await PostAsync(guest.Http, path, "[]");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("X-Api-Key", await DetailAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ExpertAndDocument_AreFoundAndTheSecondTimeUnchanged()
    {
        using var http = await ClientAsync();

        using var expert = await PostAsync(http, "/api/experts?source=kettle", Expert);
        using var first = await PostAsync(http, "/api/documents?source=kettle", Document);
        using var second = await PostAsync(http, "/api/documents?source=kettle", Document);

        Assert.Equal(1, (await JsonAsync(expert)).GetProperty("new").GetInt64());
        Assert.Equal(1, (await JsonAsync(first)).GetProperty("new").GetInt64());
        Assert.Equal(1, (await JsonAsync(second)).GetProperty("unchanged").GetInt64());
        Assert.Equal("Ada Brandt", await FirstNameAsync(http, "descaling boiler"));
    }

    [Fact]
    public async Task Post_OneGoodOneBadObject_StoresTheGoodAndNamesTheBad()
    {
        using var http = await ClientAsync();

        using var response = await PostAsync(http, "/api/experts?source=mixed", """[{"id":"x","name":"Xenia Vogel"},{"id":"y"}]""");

        var result = await JsonAsync(response);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, result.GetProperty("new").GetInt64());
        var rejected = Assert.Single(result.GetProperty("rejected").EnumerateArray());
        Assert.Equal(1, rejected.GetProperty("index").GetInt64());
        Assert.Contains("name", rejected.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_OnlyBadObjects_IsUnprocessableWithReasons()
    {
        using var http = await ClientAsync();

        using var response = await PostAsync(http, "/api/experts?source=bad", """[{"id":"y"}]""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(1, (await JsonAsync(response)).GetProperty("rejected").GetArrayLength());
    }

    [Theory]
    [InlineData("{\"id\":", "not valid JSON")]
    [InlineData("\"text\"", "object or an array")]
    public async Task Post_BodyThatIsNone_SaysWhatIsWrong(string body, string expected)
    {
        using var http = await ClientAsync();

        using var response = await PostAsync(http, "/api/documents", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(expected, await DetailAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_BodyAboveTheLimit_IsRefusedAsTooLarge()
    {
        using var http = await ClientAsync();

        using var response = await PostAsync(http, "/api/documents", $$"""{"id":"big","title":"t","body":"{{new string('x', 120_000)}}"}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("smaller requests", await DetailAsync(response), StringComparison.Ordinal);
    }

    private static async Task<string?> FirstNameAsync(HttpClient http, string question)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var answer = await http.GetFromJsonAsync<FindResponse>("/api/find?q=" + Uri.EscapeDataString(question), TestContext.Current.CancellationToken);
            if (answer!.Experts.Count > 0)
                return answer.Experts[0].Name;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        return null;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string path, string json) =>
        http.PostAsync(path, new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")), TestContext.Current.CancellationToken);

    private static Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    private static async Task<string?> DetailAsync(HttpResponseMessage response) => (await JsonAsync(response)).GetProperty("detail").GetString();

    private async Task<HttpClient> ClientAsync()
    {
        var key = await portal.Services.GetRequiredService<ApiKeyRing>().CreateAsync("test", TestContext.Current.CancellationToken);
        var http = new HttpClient { BaseAddress = portal.Address };
        http.DefaultRequestHeaders.Add(ApiKeyRing.Header, key);
        return http;
    }
}
