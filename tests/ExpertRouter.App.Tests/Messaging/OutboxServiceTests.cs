using ExpertRouter.App.Messaging;
using ExpertRouter.App.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Messaging;

public sealed class OutboxServiceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The outbox is looked into once an hour: without being woken it would announce neither the submission nor the decision.</summary>
    [Theory, BusData]
    public async Task Moves_WakeTheOutbox_WithoutWaitingForTheNextLook(DatabaseProvider provider, bool rabbit)
    {
        await using var world = await BusWorld.StartAsync(provider, rabbit, ("Messaging:RelayEvery", "01:00:00"));

        await world.Get<TicketIntake>().SubmitAsync(BusWorld.Ticket("A-1").ToSubmission(), Cancel);

        await BusWorld.UntilAsync(() => world.ReadAsync(db => db.Tickets.AnyAsync(ticket => ticket.State == TicketState.Assigned, Cancel)), "the ticket is decided");
        await BusWorld.UntilAsync(() => world.ReadAsync(async db => !await db.Outbox.AnyAsync(message => message.SentAt == null, Cancel)), "the decision is announced");
    }
}
