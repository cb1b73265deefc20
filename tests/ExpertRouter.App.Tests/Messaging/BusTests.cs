using ExpertRouter.App.Indexing;
using ExpertRouter.App.Messaging.Failures;
using ExpertRouter.App.Routing;
using ExpertRouter.Contracts;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Messaging;

public sealed class BusTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BusData]
    public async Task Ticket_ByMessagesAlone_GoesFromSubmissionToResolution(DatabaseProvider provider, bool rabbit)
    {
        await using var world = await BusWorld.StartAsync(provider, rabbit);

        await world.SendAsync("submit-ticket", BusWorld.Ticket("A-1"));
        await UntilStateAsync(world, "A-1", TicketState.Assigned);
        var id = await world.ReadAsync(db => db.Tickets.Select(ticket => ticket.Id).SingleAsync(Cancel));
        await world.SendAsync("record-outcome", Outcome(id, OutcomeAction.Accept, "ada@example.org"));
        await UntilStateAsync(world, "A-1", TicketState.Accepted);
        await world.SendAsync("record-outcome", Outcome(id, OutcomeAction.Resolve, "ada@example.org"));
        await UntilStateAsync(world, "A-1", TicketState.Resolved);

        Assert.Equal(
            [TicketMoveKind.Submit, TicketMoveKind.Assign, TicketMoveKind.Accept, TicketMoveKind.Resolve],
            await world.ReadAsync(db => db.TicketEvents.OrderBy(entry => entry.Number).Select(entry => entry.Kind).ToListAsync(Cancel)));
    }

    [Theory, BusData]
    public async Task Ticket_WhileTheIndexIsFilled_WaitsForIt(DatabaseProvider provider, bool rabbit)
    {
        await using var world = await BusWorld.StartAsync(provider, rabbit);
        var index = world.Get<IndexCompleteness>();
        index.BeginFilling();
        await world.SendAsync("submit-ticket", BusWorld.Ticket("A-1"));
        await UntilStateAsync(world, "A-1", TicketState.Submitted);
        await BusWorld.UntilAsync(() => world.ReadAsync(db => db.Outbox.AllAsync(message => message.SentAt != null, Cancel)), "the submission is announced");
        var before = await world.ReadAsync(db => db.TicketDecisions.CountAsync(Cancel));

        index.EndFilling();

        await UntilStateAsync(world, "A-1", TicketState.Assigned);
        Assert.Equal(0, before);
    }

    [Theory, BusData]
    public async Task PoisonMessage_IsKeptWithItsReason_AndGoesThroughWhenReplayed(DatabaseProvider provider, bool rabbit)
    {
        await using var world = await BusWorld.StartAsync(provider, rabbit);
        var inspector = world.Get<MessageInspector>();
        await world.SendAsync("submit-ticket", BusWorld.Ticket("A-1") with { RequesterEmail = "sol@example.org" });
        await BusWorld.UntilAsync(async () => await inspector.CountAsync(Cancel) == 1, "the message is kept");
        var kept = Assert.Single(await inspector.ListAsync(10, Cancel));
        Assert.Equal("SubmitTicket", kept.MessageType);
        Assert.EndsWith("submit-ticket", kept.Queue, StringComparison.Ordinal);
        Assert.Contains("sol@example.org", kept.Reason, StringComparison.Ordinal);

        await inspector.ReplayAsync(kept.Id, Cancel);
        await BusWorld.UntilAsync(async () => (await inspector.ListAsync(10, Cancel)).SingleOrDefault()?.Failures is 1 or 2, "it has failed again");
        await world.ReadAsync(db => db.Experts.Where(expert => expert.Name == "Rae").ExecuteUpdateAsync(set => set.SetProperty(expert => expert.Email, "sol@example.org"), Cancel));
        await inspector.ReplayAsync((await inspector.ListAsync(10, Cancel)).Single().Id, Cancel);

        await UntilStateAsync(world, "A-1", TicketState.Assigned);
        Assert.Equal(0, await inspector.CountAsync(Cancel));
    }

    [Theory, BusData]
    public async Task PoisonMessage_Discarded_IsGone(DatabaseProvider provider, bool rabbit)
    {
        await using var world = await BusWorld.StartAsync(provider, rabbit, ("Messaging:OutcomePatience", "00:00:00"));
        var inspector = world.Get<MessageInspector>();
        await world.SendAsync("record-outcome", Outcome(Guid.CreateVersion7(), OutcomeAction.Accept, "ada@example.org"));
        await BusWorld.UntilAsync(async () => await inspector.CountAsync(Cancel) == 1, "the message is kept");
        var kept = Assert.Single(await inspector.ListAsync(10, Cancel));

        Assert.True(await inspector.DiscardAsync(kept.Id, Cancel));

        Assert.False(await inspector.DiscardAsync(kept.Id, Cancel));
        Assert.Equal(0, await inspector.CountAsync(Cancel));
        Assert.Contains("There is no ticket", kept.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outcome_SameIdAgain_ChangesNothing()
    {
        await using var world = await BusWorld.StartAsync(DatabaseProvider.Sqlite, rabbit: false);
        await world.SendAsync("submit-ticket", BusWorld.Ticket("A-1"));
        await UntilStateAsync(world, "A-1", TicketState.Assigned);
        var id = await world.ReadAsync(db => db.Tickets.Select(ticket => ticket.Id).SingleAsync(Cancel));
        var accept = Outcome(id, OutcomeAction.Accept, "ada@example.org");
        var intake = world.Get<OutcomeIntake>();
        await intake.RecordAsync(accept, Cancel);

        var status = await intake.RecordAsync(accept, Cancel);

        Assert.Equal(TicketState.Accepted, status.State);
        Assert.Equal(3, await world.ReadAsync(db => db.TicketEvents.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Outcome_OfAWithdrawnTicket_IsKeptAndTheHistorySaysSo()
    {
        await using var world = await BusWorld.StartAsync(DatabaseProvider.Sqlite, rabbit: false);
        await world.SendAsync("submit-ticket", BusWorld.Ticket("A-1"));
        await UntilStateAsync(world, "A-1", TicketState.Assigned);
        var id = await world.ReadAsync(db => db.Tickets.Select(ticket => ticket.Id).SingleAsync(Cancel));
        await world.SendAsync("record-outcome", Outcome(id, OutcomeAction.Withdraw, "rae@example.org"));
        await UntilStateAsync(world, "A-1", TicketState.Withdrawn);

        await world.SendAsync("record-outcome", Outcome(id, OutcomeAction.Accept, "ada@example.org"));

        await BusWorld.UntilAsync(async () => await world.Get<MessageInspector>().CountAsync(Cancel) == 1, "the message is kept");
        Assert.Equal(TicketMoveKind.Refuse, await world.ReadAsync(db => db.TicketEvents.OrderByDescending(entry => entry.Number).Select(entry => entry.Kind).FirstAsync(Cancel)));
    }

    private static RecordOutcome Outcome(Guid ticketId, OutcomeAction action, string by) => new()
    {
        OutcomeId = Guid.CreateVersion7(), TicketId = ticketId, Action = action, By = by,
    };

    private static Task UntilStateAsync(BusWorld world, string externalId, TicketState state) => BusWorld.UntilAsync(
        () => world.ReadAsync(db => db.Tickets.AnyAsync(ticket => ticket.ExternalId == externalId && ticket.State == state, Cancel)), $"{externalId} is {state}");
}
