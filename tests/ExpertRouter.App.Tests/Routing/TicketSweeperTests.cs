using ExpertRouter.App.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Routing;

public sealed class TicketSweeperTests
{
    private static readonly SweepReport Nothing = new(0, 0, 0, 0, 0, 0);

    [Fact]
    public async Task Sweep_NothingDue_DoesNothing()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await world.SubmitAndRouteAsync();

        Assert.Equal(Nothing, await world.Sweeper.SweepAsync(RoutingWorld.Cancel));
    }

    [Fact]
    public async Task Sweep_DecisionThatNoMessageBroughtAbout_IsMade()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAsync();
        world.Time.Now += TimeSpan.FromMinutes(2);

        Assert.Equal(Nothing with { Routed = 1 }, await world.Sweeper.SweepAsync(RoutingWorld.Cancel));

        Assert.Equal([1], await world.WaitingAsync(id));
    }

    [Theory, DatabaseData]
    public async Task Sweep_NobodyAnswers_GoesFromOneToTheNextAndThenToADispatcher(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);
        var id = await world.SubmitAndRouteAsync();
        var asked = new List<long>();
        var escalated = false;

        for (var i = 0; i < 20 && !escalated; i++)
        {
            asked.AddRange(await world.WaitingAsync(id));
            world.Time.Now += TimeSpan.FromHours(5);
            await world.Sweeper.SweepAsync(RoutingWorld.Cancel);
            escalated = (await world.TicketAsync(id)).State == TicketState.Escalated;
        }

        // Rounds 1 to 3 ask Ada, Ben and Cai; round 4 finds nobody; round 5 drops the skill and finds nobody; round 6, the last, asks those who were silent again.
        Assert.True(escalated);
        Assert.Equal([1, 2, 3, 1], asked);
        Assert.Equal("Too many rounds without a result.", (await world.HistoryAsync(id))[^1].Reason);
    }

    [Fact]
    public async Task Sweep_RequiredSkillNobodyHas_IsRelaxedAfterItsTime()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAndRouteAsync(RoutingWorld.Submission() with { RequiredSkills = ["kafka"] });
        Assert.Equal(TicketState.Abstained, (await world.TicketAsync(id)).State);
        world.Time.Now += TimeSpan.FromHours(2);

        Assert.Equal(Nothing with { Relaxed = 1 }, await world.Sweeper.SweepAsync(RoutingWorld.Cancel));

        Assert.Equal([1], await world.WaitingAsync(id));
    }

    [Fact]
    public async Task Sweep_NobodyAtAll_GoesToADispatcherWhoIsRemindedDaily()
    {
        await using var world = await RoutingWorld.CreateAsync();
        world.Scorer.Experts.Clear();
        var id = await world.SubmitAndRouteAsync();

        world.Time.Now += TimeSpan.FromHours(2);
        Assert.Equal(Nothing with { Escalated = 1 }, await world.Sweeper.SweepAsync(RoutingWorld.Cancel));
        Assert.Equal(Nothing, await world.Sweeper.SweepAsync(RoutingWorld.Cancel));
        world.Time.Now += TimeSpan.FromHours(25);
        Assert.Equal(Nothing with { Escalated = 1 }, await world.Sweeper.SweepAsync(RoutingWorld.Cancel));

        Assert.Equal(2, (await world.HistoryAsync(id)).Count(entry => entry.Kind == TicketMoveKind.Escalate));
    }

    [Fact]
    public async Task Sweep_WorkThatDoesNotEnd_IsEscalatedAndStaysWithItsHolder()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAndRouteAsync();
        await world.Recorder.AcceptAsync(id, RoutingWorld.Expert(1), RoutingWorld.Cancel);
        world.Time.Now += TimeSpan.FromDays(8);

        await world.Sweeper.SweepAsync(RoutingWorld.Cancel);

        var ticket = await world.TicketAsync(id);
        Assert.Equal((TicketState.Escalated, 1L), (ticket.State, ticket.HolderId));
    }

    [Theory, DatabaseData]
    public async Task Sweep_HolderDeleted_IsReleasedAndRoutedToSomebodyElse(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);
        var id = await world.SubmitAndRouteAsync();
        await world.Recorder.AcceptAsync(id, RoutingWorld.Expert(1), RoutingWorld.Cancel);
        await world.ChangeStoreAsync(db => db.Experts.Where(expert => expert.Id == 1).ExecuteDeleteAsync(RoutingWorld.Cancel));

        Assert.Equal(Nothing with { Released = 1 }, await world.Sweeper.SweepAsync(RoutingWorld.Cancel));
        await world.Router.RouteAsync(id, RoutingWorld.Cancel);

        Assert.Equal([2], await world.WaitingAsync(id));
        Assert.Contains(await world.HistoryAsync(id), entry => entry is { Kind: TicketMoveKind.Release, Reason: "This expert is not available any more." });
    }

    [Theory, DatabaseData]
    public async Task Sweep_AskedExpertDeleted_IsReleasedAndRoutedToSomebodyElse(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);
        var id = await world.SubmitAndRouteAsync();
        await world.ChangeStoreAsync(db => db.Experts.Where(expert => expert.Id == 1).ExecuteDeleteAsync(RoutingWorld.Cancel));

        Assert.Equal(Nothing with { Released = 1 }, await world.Sweeper.SweepAsync(RoutingWorld.Cancel));
        await world.Router.RouteAsync(id, RoutingWorld.Cancel);

        Assert.Equal([2], await world.WaitingAsync(id));
    }

    [Fact]
    public async Task Sweep_HolderHidden_IsReleased()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAndRouteAsync();
        await world.Recorder.AcceptAsync(id, RoutingWorld.Expert(1), RoutingWorld.Cancel);
        await world.ChangeStoreAsync(async db =>
        {
            var ada = await db.Experts.SingleAsync(expert => expert.Id == 1, RoutingWorld.Cancel);
            (ada.IsHidden, ada.ChangeSequence) = (true, world.NextChange());
        });

        Assert.Equal(Nothing with { Released = 1 }, await world.Sweeper.SweepAsync(RoutingWorld.Cancel));

        Assert.Equal(TicketState.Submitted, (await world.TicketAsync(id)).State);
    }
}
