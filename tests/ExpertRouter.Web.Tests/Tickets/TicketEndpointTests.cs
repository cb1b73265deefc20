using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ExpertRouter.App.Routing;
using ExpertRouter.Web.Tests.Endpoints;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Tickets;

public sealed class TicketEndpointTests(SmallLimitsFactory portal) : IClassFixture<SmallLimitsFactory>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_WithoutKey_AreRefused()
    {
        using var guest = portal.Guest();

        using var submit = await guest.Http.PostAsJsonAsync("/api/tickets", new { }, Cancel);
        using var read = await guest.GetAsync($"/api/tickets/{Guid.CreateVersion7()}");
        using var outcome = await guest.Http.PostAsJsonAsync($"/api/tickets/{Guid.CreateVersion7()}/outcomes", new { }, Cancel);

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], [submit.StatusCode, read.StatusCode, outcome.StatusCode]);
    }

    [Theory]
    [InlineData(""","requesterEmail":"nobody@company.example"}""", 422, "nobody@company.example")]
    [InlineData(""","title":"  ","text":""}""", 422, "neither a title nor a text")]
    [InlineData(""","requiredSkills":["astrology"]}""", 422, "astrology")]
    [InlineData(""","visibilityGroups":["moon"]}""", 422, "moon")]
    [InlineData(""","url":"javascript:alert(1)"}""", 422, "url")]
    [InlineData(""","externalId":" "}""", 422, "external id")]
    [InlineData(""","externalId":null}""", 422, "external id")]
    [InlineData(""","tags":[null]}""", 422, "tags")]
    [InlineData(""","title":"a\u0000b"}""", 422, "NUL")]
    [InlineData(""","url":"https://company.example/\u0000"}""", 422, "url")]
    [InlineData(""","title":"\u200b\u2060","text":"\ufeff"}""", 422, "neither a title nor a text")]
    [InlineData(""","title":7}""", 400, "A value in the body is not what it must be: line 1, byte")]
    [InlineData(""","title":7}""", 400, "$.title")]
    [InlineData(""","title":""", 400, "not valid JSON")]
    public async Task Submit_WhatCannotBe_IsExplained(string end, int status, string expected)
    {
        using var api = await StartAsync();

        using var response = await api.PostAsync("/api/tickets", TicketApi.Ticket("bad-1").TrimEnd().TrimEnd('}') + end);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(expected, await DetailAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    public async Task Submit_EmptyBody_SaysWhatToSend(string body)
    {
        using var api = await StartAsync();

        using var response = await api.PostAsync("/api/tickets", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("The body is empty. Send JSON; the fields are described at /openapi/v1.json.", await DetailAsync(response));
    }

    [Fact]
    public async Task Submit_FiveMegabytes_IsTooLarge()
    {
        using var api = await StartAsync();
        api.Http.DefaultRequestHeaders.ExpectContinue = true;

        using var response = await api.PostAsync("/api/tickets", TicketApi.Ticket("big", $",\"url\":\"{new string('x', 5_000_000)}\""));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("too large", await DetailAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_Again_IsTheSameTicketAndOtherContentIsRefused()
    {
        using var api = await StartAsync();
        using var first = await api.PostAsync("/api/tickets", TicketApi.Ticket("twice"));
        using var second = await api.PostAsync("/api/tickets", TicketApi.Ticket("twice"));

        using var other = await api.PostAsync("/api/tickets", TicketApi.Ticket("twice", ",\"url\":\"https://crm.example/1\""));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict], [first.StatusCode, second.StatusCode, other.StatusCode]);
        var id = (await first.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetString()!;
        Assert.Equal(id, (await second.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetString());
        Assert.Equal($"/api/tickets/{id}", first.Headers.Location!.OriginalString);
        Assert.Contains((await api.GetAsync(id)).History, entry => entry.Move == "refuse");
    }

    [Fact]
    public async Task Outcome_OfAWithdrawnTicket_IsAConflictThatTheHistoryShows()
    {
        using var api = await StartAsync();
        var id = await api.SubmitAsync("withdrawn");
        await api.UntilAskedAsync(id);
        await api.OkAsync($"/api/tickets/{id}/outcomes", TicketApi.Outcome("withdraw", "rae@company.example"));

        using var response = await api.PostAsync($"/api/tickets/{id}/outcomes", TicketApi.Outcome("accept", "ada@company.example"));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var history = (await api.GetAsync(id)).History;
        Assert.Equal(["withdraw", "refuse"], history.TakeLast(2).Select(entry => entry.Move));
    }

    [Theory]
    [InlineData("accept", "nobody@company.example", "", 422, "nobody@company.example")]
    [InlineData("dance", "ada@company.example", "", 422, "action")]
    [InlineData("rate", "rae@company.example", ",\"rating\":6", 422, "rating")]
    [InlineData("handOver", "ada@company.example", "", 422, "to:")]
    [InlineData("accept", "rae@company.example", "", 409, "not asked")]
    [InlineData("withdraw", "ada@company.example", "", 409, "Only who submitted")]
    public async Task Outcome_WhatCannotBe_IsExplained(string action, string by, string more, int status, string expected)
    {
        using var api = await StartAsync();
        var id = await api.SubmitAsync("outcomes");
        await api.UntilAskedAsync(id);

        using var response = await api.PostAsync($"/api/tickets/{id}/outcomes", TicketApi.Outcome(action, by, more));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(expected, await DetailAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_ClockAnHourAhead_IsTakenAndNoted()
    {
        using var api = await StartAsync();
        var ahead = TimeProvider.System.GetUtcNow().AddHours(1).ToString("O", CultureInfo.InvariantCulture);

        var id = (await api.OkAsync("/api/tickets", TicketApi.Ticket("ahead", $",\"sentAt\":\"{ahead}\""))).GetProperty("id").GetString()!;

        Assert.Contains((await api.GetAsync(id)).History, entry => entry.Move == "note" && entry.Reason!.Contains("clock is", StringComparison.Ordinal));
    }

    [Fact]
    public async Task HolderDeleted_TicketStaysReadable_AndItsHistorySaysWhatHappened()
    {
        using var api = await StartAsync();
        await api.OkAsync("/api/experts?source=kettle", """[{"id":"eve","name":"Eve Stone","email":"eve@company.example"}]""");
        var id = await api.SubmitAsync("deleted");
        await api.UntilAskedAsync(id);
        await api.OkAsync($"/api/tickets/{id}/outcomes", TicketApi.Outcome("handOver", "ada@company.example", ",\"to\":\"eve@company.example\""));
        await api.OkAsync($"/api/tickets/{id}/outcomes", TicketApi.Outcome("accept", "eve@company.example"));

        await portal.ReadAsync(db => db.Experts.Where(expert => expert.Email == "eve@company.example").ExecuteDeleteAsync(Cancel));
        using var outcome = await api.PostAsync($"/api/tickets/{id}/outcomes", TicketApi.Outcome("resolve", "eve@company.example"));
        var held = await api.GetAsync(id);
        await portal.Services.GetRequiredService<TicketSweeper>().SweepAsync(Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, outcome.StatusCode);
        Assert.Equal("accepted", held.State);
        await TicketApi.UntilAsync(async () => (await api.GetAsync(id)).State != "accepted", "the ticket goes on");
        Assert.Contains((await api.GetAsync(id)).History, entry => entry is { Move: "release", Reason: "This expert is not available any more." });
    }

    [Fact]
    public async Task UnknownTicket_IsNotFound()
    {
        using var api = await StartAsync();
        var nowhere = $"/api/tickets/{Guid.CreateVersion7()}";

        using var read = await api.Http.GetAsync(nowhere, Cancel);
        using var outcome = await api.PostAsync(nowhere + "/outcomes", TicketApi.Outcome("accept", "ada@company.example"));

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [read.StatusCode, outcome.StatusCode]);
    }

    private Task<TicketApi> StartAsync()
    {
        // Hears the answer before it sends the body: the server hangs up on a body that is too large.
        var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = portal.Address };
        http.DefaultRequestHeaders.ExpectContinue = true;
        return TicketApi.StartAsync(portal, http);
    }

    private static async Task<string?> DetailAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("detail").GetString();
}
