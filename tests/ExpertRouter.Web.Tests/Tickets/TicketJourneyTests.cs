using ExpertRouter.Contracts;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using MassTransit;

namespace ExpertRouter.Web.Tests.Tickets;

public sealed class TicketJourneyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ticket_OverTheApi_GoesFromSubmissionToResolution()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var portal = new TicketPortal(receiver);
        await JourneyAsync(portal, receiver);
    }

    [Fact]
    public async Task Ticket_OverRabbitMqAndPostgres_GoesFromSubmissionToResolution()
    {
        Assert.SkipWhen(TestBroker.Address is null, TestBroker.Missing);
        Assert.SkipUnless(Environment.GetEnvironmentVariable(TestDatabase.PostgresVariable) is { Length: > 0 }, $"set {TestDatabase.PostgresVariable}");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres, Cancel);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var portal = new TicketPortal(receiver, database);
        using var api = await JourneyAsync(portal, receiver);
        var other = Bus.Factory.CreateUsingRabbitMq(rabbit => rabbit.Host(new Uri(TestBroker.Address!)));
        await other.StartAsync(Cancel);
        var submit = await other.GetSendEndpoint(new Uri($"queue:{portal.Prefix}-submit-ticket"));
        var record = await other.GetSendEndpoint(new Uri($"queue:{portal.Prefix}-record-outcome"));

        await submit.Send(
            new SubmitTicket { Origin = "crm", ExternalId = "C-7", Title = "Descaling the boiler", RequesterEmail = "rae@company.example" }, Cancel);
        await TicketApi.UntilAsync(() => Task.FromResult(Happened(receiver, "C-7", "assigned")), "C-7 is assigned");
        var id = receiver.Events.Values.First(entry => entry.ExternalId == "C-7").TicketId;
        await record.Send(Outcome(id, OutcomeAction.Accept), Cancel);
        await TicketApi.UntilAsync(() => Task.FromResult(Happened(receiver, "C-7", "accepted")), "C-7 is accepted");
        await record.Send(Outcome(id, OutcomeAction.Resolve), Cancel);
        await TicketApi.UntilAsync(() => Task.FromResult(Happened(receiver, "C-7", "resolved")), "C-7 is resolved");

        Assert.Equal("resolved", (await api.GetAsync(id.ToString())).State);
        await other.StopAsync(Cancel);
    }

    /// <summary>A ticket over the API with a webhook per move, each of which fails once.</summary>
    private static async Task<TicketApi> JourneyAsync(TicketPortal portal, WebhookReceiver receiver)
    {
        await portal.InitializeAsync();
        var api = await TicketApi.StartAsync(portal, portal.CreateClient());

        var id = await api.SubmitAsync("A-1");
        await api.UntilAskedAsync(id);
        Assert.Equal("Ada Brandt", Assert.Single((await api.GetAsync(id)).Asked).Name);
        await api.OkAsync($"/api/tickets/{id}/outcomes", TicketApi.Outcome("accept", "ada@company.example"));
        await api.OkAsync($"/api/tickets/{id}/outcomes", TicketApi.Outcome("resolve", "Ada@company.example"));
        await api.OkAsync($"/api/tickets/{id}/outcomes", TicketApi.Outcome("rate", "rae@company.example", ",\"rating\":5"));

        var ticket = await api.GetAsync(id);
        Assert.Equal("resolved", ticket.State);
        Assert.Equal(["submit", "assign", "accept", "resolve", "rate"], ticket.History.Select(entry => entry.Move));
        await TicketApi.UntilAsync(() => Task.FromResult(receiver.Events.Count == 5), "all five events arrived");
        Assert.Equal(
            ["submit", "assign", "accept", "resolve", "rate"],
            Enumerable.Range(1, 5).Select(number => receiver.Events[$"{id}:{number}"].Move));
        Assert.All(receiver.Attempts.Values, attempts => Assert.True(attempts >= 2, "the first attempt of each was refused"));
        Assert.Equal(0, receiver.Forged);
        return api;
    }

    private static bool Happened(WebhookReceiver receiver, string externalId, string state) =>
        receiver.Events.Values.Any(entry => entry.ExternalId == externalId && entry.State == state);

    private static RecordOutcome Outcome(Guid ticket, OutcomeAction action) => new()
    {
        OutcomeId = Guid.CreateVersion7(), TicketId = ticket, Action = action, By = "ada@company.example",
    };
}
