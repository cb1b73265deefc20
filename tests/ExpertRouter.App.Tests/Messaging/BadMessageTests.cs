using System.Text;
using ExpertRouter.App.Messaging.Failures;
using ExpertRouter.Contracts;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace ExpertRouter.App.Tests.Messaging;

/// <summary>Whatever cannot be taken from the bus is kept among the failed messages, with a reason that says what to do.</summary>
public sealed class BadMessageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Bad => new()
    {
        { "unknown requester", "who@example.org" },
        { "empty", "neither a title nor a text" },
        { "five megabytes", "text: has 5000000 characters" },
        { "unknown skill", "'alchemy' is no knowledge area" },
        { "unknown group", "There is no visibility group 'moon'" },
        { "no id", "external id" },
    };

    [Theory, MemberData(nameof(Bad))]
    public async Task Submission_ThatCannotBe_IsKeptWithItsReasonAndStoresNothing(string what, string reason)
    {
        await using var world = await BusWorld.StartAsync(DatabaseProvider.Sqlite, rabbit: false);
        var good = BusWorld.Ticket("A-1");

        await world.SendAsync("submit-ticket", what switch
        {
            "unknown requester" => good with { RequesterEmail = "who@example.org" },
            "empty" => good with { Title = " ", Text = "\n" },
            "five megabytes" => good with { Text = new string('x', 5_000_000) },
            "unknown skill" => good with { RequiredSkills = ["alchemy"] },
            "unknown group" => good with { VisibilityGroups = ["moon"] },
            _ => good with { ExternalId = " " },
        });

        Assert.Contains(reason, (await KeptAsync(world)).Reason, StringComparison.Ordinal);
        Assert.Equal(0, await world.ReadAsync(db => db.Tickets.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Submission_SameIdOtherContent_IsKeptAndTheFirstTicketsHistorySaysSo()
    {
        await using var world = await BusWorld.StartAsync(DatabaseProvider.Sqlite, rabbit: false);
        await world.SendAsync("submit-ticket", BusWorld.Ticket("A-1"));
        await BusWorld.UntilAsync(() => world.ReadAsync(db => db.Tickets.AnyAsync(ticket => ticket.State == TicketState.Assigned, Cancel)), "the first is routed");

        await world.SendAsync("submit-ticket", BusWorld.Ticket("A-1") with { Text = "Something else" });

        Assert.Contains("Id 'A-1' of 'crm' has been used for a ticket with other content", (await KeptAsync(world)).Reason, StringComparison.Ordinal);
        var last = await world.ReadAsync(db => db.TicketEvents.OrderByDescending(entry => entry.Number).FirstAsync(Cancel));
        Assert.Equal((TicketMoveKind.Refuse, "The same id arrived again with other content; the first content stands."), (last.Kind, last.Reason));
    }

    [Fact]
    public async Task Message_OfATypeThatTheQueueDoesNotKnow_IsKept()
    {
        await using var world = await BusWorld.StartAsync(DatabaseProvider.Sqlite, rabbit: false);

        await world.SendAsync("submit-ticket", new RecordOutcome { OutcomeId = Guid.CreateVersion7(), TicketId = Guid.CreateVersion7(), Action = OutcomeAction.Accept, By = "ada@example.org" });

        var kept = await KeptAsync(world);
        Assert.Equal(("RecordOutcome", "No consumer of this queue knows messages of this type."), (kept.MessageType, kept.Reason));
    }

    [Theory]
    [InlineData("""{"messageId": "no", "message": {"title": """)]
    [InlineData("not JSON at all")]
    [InlineData("""{"messageType":["urn:message:ExpertRouter.Contracts:SubmitTicket"],"message":{"origin":"crm","externalId":7}}""")]
    public async Task Message_MalformedOverRabbitMq_IsKeptAsItCame(string body)
    {
        Assert.SkipWhen(TestBroker.Address is null, TestBroker.Missing);
        await using var world = await BusWorld.StartAsync(DatabaseProvider.Sqlite, rabbit: true);
        var factory = new ConnectionFactory { Uri = new Uri(TestBroker.Address!) };
        await using var connection = await factory.CreateConnectionAsync(Cancel);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancel);

        await channel.BasicPublishAsync(
            "", $"{world.Get<IConfiguration>()["Messaging:Prefix"]}-submit-ticket", mandatory: true,
            new BasicProperties { ContentType = "application/vnd.masstransit+json" }, Encoding.UTF8.GetBytes(body), Cancel);

        var kept = await KeptAsync(world);
        Assert.Equal(body, (await world.Get<MessageInspector>().GetAsync(kept.Id, Cancel))!.Body);
        Assert.NotEqual("", kept.Reason);
        TestContext.Current.TestOutputHelper!.WriteLine(kept.Reason);
    }

    private static async Task<FailedMessageHead> KeptAsync(BusWorld world)
    {
        var inspector = world.Get<MessageInspector>();
        await BusWorld.UntilAsync(async () => await inspector.CountAsync(Cancel) == 1, "the message is kept");
        return Assert.Single(await inspector.ListAsync(10, Cancel));
    }
}
