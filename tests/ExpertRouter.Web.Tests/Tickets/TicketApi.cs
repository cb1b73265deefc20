using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ExpertRouter.Web.Auth;
using ExpertRouter.Web.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Tickets;

/// <summary>Another system with an API key. Knows Ada, who wrote about boilers, and the requester Rae.</summary>
internal sealed class TicketApi : IDisposable
{
    private TicketApi(HttpClient http) => Http = http;

    public HttpClient Http { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Sends in the people and a document, and waits until it can be found.</summary>
    public static Task<TicketApi> StartAsync(PortalFactory portal, HttpClient http) => StartAsync(portal.Services.GetRequiredService<ApiKeyRing>(), http);

    /// <inheritdoc cref="StartAsync(PortalFactory, HttpClient)"/>
    public static async Task<TicketApi> StartAsync(ApiKeyRing keys, HttpClient http)
    {
        http.DefaultRequestHeaders.Add(ApiKeyRing.Header, await keys.CreateAsync("other system", Cancel));
        var api = new TicketApi(http);
        await api.OkAsync("/api/experts?source=kettle", """[{"id":"ada","name":"Ada Brandt","email":"ada@company.example"},{"id":"rae","name":"Rae Moss","email":"rae@company.example"}]""");
        await api.OkAsync(
            "/api/documents?source=kettle",
            """{"id":"d1","kind":"runbook","title":"Descaling the boiler","body":"Citric acid, forty minutes, then rinse twice.","tags":["boilers"],"created":"2026-05-01T10:00:00Z","authors":[{"expert":"ada","role":"author"}]}""");
        await UntilAsync(async () => (await http.GetFromJsonAsync<FindResponse>("/api/find?q=descaling+boiler", Cancel))!.Experts.Count > 0, "Ada is found");
        return api;
    }

    public static string Ticket(string id, string? more = null) => $$"""
        {"externalId":"{{id}}","title":"Descaling the boiler","text":"How long must the citric acid stay in?","requesterEmail":"rae@company.example"{{more}}}
        """;

    public static string Outcome(string action, string by, string? more = null) =>
        $$"""{"outcomeId":"{{Guid.CreateVersion7()}}","action":"{{action}}","by":"{{by}}"{{more}}}""";

    public Task<HttpResponseMessage> PostAsync(string path, string json) =>
        Http.PostAsync(path, new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")), Cancel);

    public async Task<JsonElement> OkAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    public async Task<string> SubmitAsync(string id) => (await OkAsync("/api/tickets", Ticket(id))).GetProperty("id").GetString()!;

    public async Task<TicketResponse> GetAsync(string ticket) => (await Http.GetFromJsonAsync<TicketResponse>($"/api/tickets/{ticket}", Cancel))!;

    /// <summary>Waits until somebody is asked.</summary>
    public Task UntilAskedAsync(string ticket) => UntilAsync(async () => (await GetAsync(ticket)).Asked.Count > 0, $"somebody is asked about {ticket}");

    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        for (var attempt = 0; attempt < 1200; attempt++)
        {
            if (await condition())
                return;
            await Task.Delay(50, Cancel);
        }
        Assert.Fail($"A minute went by, and not so: {what}.");
    }

    public void Dispose() => Http.Dispose();
}
