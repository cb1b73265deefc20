using ExpertRouter.App.Indexing;
using ExpertRouter.App.Messaging;
using ExpertRouter.App.Messaging.Failures;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Life;
using ExpertRouter.Contracts;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data;
using ExpertRouter.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Messaging;

public sealed class EarlyOutcomeTests
{
    private const string Ada = "ada@example.org";
    private static readonly TicketMoveKind[] Whole = [TicketMoveKind.Submit, TicketMoveKind.Assign, TicketMoveKind.Accept, TicketMoveKind.Resolve];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BusData]
    public async Task Resolution_BeforeTheAcceptance_WaitsForIt(DatabaseProvider provider, bool rabbit)
    {
        await using var world = await BusWorld.StartAsync(provider, rabbit);
        var id = await SubmitAsync(world, "A-1", TicketState.Assigned);

        await world.SendAsync("record-outcome", Outcome(id, OutcomeAction.Resolve));
        await world.SendAsync("record-outcome", Outcome(id, OutcomeAction.Accept));

        await UntilStateAsync(world, id, TicketState.Resolved);
        Assert.Equal(Whole, await KindsAsync(world, id));
        Assert.Equal(0, await world.Get<MessageInspector>().CountAsync(Cancel));
    }

    [Theory, BusData]
    public async Task Answer_BeforeTheDecision_WaitsForIt(DatabaseProvider provider, bool rabbit)
    {
        await using var world = await BusWorld.StartAsync(provider, rabbit);
        var index = world.Get<IndexCompleteness>();
        index.BeginFilling();
        var id = await SubmitAsync(world, "A-1", TicketState.Submitted);
        await world.SendAsync("record-outcome", Outcome(id, OutcomeAction.Accept));
        await world.SendAsync("record-outcome", Outcome(id, OutcomeAction.Resolve));
        await Task.Delay(500, Cancel);

        index.EndFilling();

        await UntilStateAsync(world, id, TicketState.Resolved);
        Assert.Equal(Whole, await KindsAsync(world, id));
    }

    [Theory, BusData]
    public async Task Answer_BeforeTheTicketIsStored_WaitsForIt(DatabaseProvider provider, bool rabbit)
    {
        await using var world = await BusWorld.StartAsync(provider, rabbit);
        var id = Guid.CreateVersion7();
        await world.SendAsync("record-outcome", Outcome(id, OutcomeAction.Withdraw) with { By = "rae@example.org" });
        await Task.Delay(500, Cancel);

        await StoreAsync(world, id);

        await UntilStateAsync(world, id, TicketState.Withdrawn);
        Assert.Equal(0, await world.Get<MessageInspector>().CountAsync(Cancel));
    }

    [Fact]
    public async Task EarlyOutcomes_MoreThanAreHandledAtOnce_LetWhatTheyWaitForPass()
    {
        await using var world = await BusWorld.StartAsync(DatabaseProvider.Sqlite, rabbit: false, ("Messaging:Concurrency", "1"));
        var ids = new List<Guid>();
        for (var number = 1; number <= 4; number++)
            ids.Add(await SubmitAsync(world, $"A-{number}", TicketState.Assigned));

        foreach (var id in ids)
            await world.SendAsync("record-outcome", Outcome(id, OutcomeAction.Resolve));
        foreach (var id in ids)
            await world.SendAsync("record-outcome", Outcome(id, OutcomeAction.Accept));

        foreach (var id in ids)
            await UntilStateAsync(world, id, TicketState.Resolved);
    }

    [Theory, BusData]
    public async Task EarlyOutcome_WaitedForInVain_IsKeptWithTicketExpertAndWhatToDo_AndWaitsAnewWhenReplayed(DatabaseProvider provider, bool rabbit)
    {
        await using var world = await BusWorld.StartAsync(provider, rabbit, ("Messaging:OutcomePatience", "00:00:01"));
        var inspector = world.Get<MessageInspector>();
        var id = await SubmitAsync(world, "A-1", TicketState.Assigned);
        await world.SendAsync("record-outcome", Outcome(id, OutcomeAction.Resolve));
        await BusWorld.UntilAsync(async () => await inspector.CountAsync(Cancel) == 1, "the message is kept");
        var kept = Assert.Single(await inspector.ListAsync(10, Cancel));
        var refusals = (await KindsAsync(world, id)).Count(kind => kind == TicketMoveKind.Refuse);

        await inspector.ReplayAsync(kept.Id, Cancel);
        await world.SendAsync("record-outcome", Outcome(id, OutcomeAction.Accept));

        await UntilStateAsync(world, id, TicketState.Resolved);
        Assert.Equal(
            $"Resolve by {Ada} for ticket {id}: A ticket that is offered must be accepted before it is resolved. It has waited 0:00:01 for what comes before it. "
          + "Send it through again when that has come, else discard it.",
            kept.Reason);
        Assert.Equal(1, refusals);
        Assert.Equal(0, await inspector.CountAsync(Cancel));
    }

    private static RecordOutcome Outcome(Guid ticketId, OutcomeAction action) => new()
    {
        OutcomeId = Guid.CreateVersion7(), TicketId = ticketId, Action = action, By = Ada,
    };

    private static async Task<Guid> SubmitAsync(BusWorld world, string externalId, TicketState state)
    {
        await world.SendAsync("submit-ticket", BusWorld.Ticket(externalId));
        await BusWorld.UntilAsync(
            () => world.ReadAsync(db => db.Tickets.AnyAsync(ticket => ticket.ExternalId == externalId && ticket.State == state, Cancel)), $"{externalId} is {state}");
        return await world.ReadAsync(db => db.Tickets.Where(ticket => ticket.ExternalId == externalId).Select(ticket => ticket.Id).SingleAsync(Cancel));
    }

    private static async Task StoreAsync(BusWorld world, Guid id)
    {
        var ledger = world.Get<TicketLedger>();
        var ticket = world.Get<TicketIntake>().ToTicket(BusWorld.Ticket("A-1").ToSubmission());
        ticket.Id = id;
        await using var db = await world.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        var work = ledger.Begin(db, ticket);
        db.Tickets.Add(ticket);
        work.Move(new TicketMove { Kind = TicketMoveKind.Submit }, TicketPerson.Requester(ticket.RequesterEmail));
        await ledger.SaveAsync(db, Cancel);
    }

    private static Task UntilStateAsync(BusWorld world, Guid id, TicketState state) =>
        BusWorld.UntilAsync(() => world.ReadAsync(db => db.Tickets.AnyAsync(ticket => ticket.Id == id && ticket.State == state, Cancel)), $"{id} is {state}");

    private static Task<List<TicketMoveKind>> KindsAsync(BusWorld world, Guid id) =>
        world.ReadAsync(db => db.TicketEvents.Where(entry => entry.TicketId == id).OrderBy(entry => entry.Number).Select(entry => entry.Kind).ToListAsync(Cancel));
}
