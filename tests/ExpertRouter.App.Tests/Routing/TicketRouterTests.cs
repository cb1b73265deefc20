using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Routing;

public sealed class TicketRouterTests
{
    [Theory, DatabaseData]
    public async Task Route_Submitted_StoresDecisionOffersEventAndOutboxRow(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);
        world.Policy.Count = 2;
        var id = await world.SubmitAsync();

        var decision = await world.Router.RouteAsync(id, RoutingWorld.Cancel);

        Assert.Equal([1, 2], decision!.Choice.Chosen);
        var view = (await world.Reader.GetAsync(id, RoutingWorld.Cancel))!;
        Assert.Equal((TicketState.Offered, 2, RoutingWorld.Start.AddHours(4)), (view.Ticket.State, view.Ticket.Events, view.Ticket.DueAt));
        Assert.Equal([(1L, .6, 1.0), (2L, .2, 1.0)], view.Offers.Select(offer => (offer.ExpertId, offer.Probability!.Value, offer.Propensity!.Value)));
        Assert.Equivalent(decision, Assert.Single(view.Decisions).Decision, strict: true);
        await using var db = world.Database.CreateDbContext();
        Assert.Equal(["ticket.submit", "ticket.offer"], await db.Outbox.OrderBy(message => message.Id).Select(message => message.Type).ToListAsync(RoutingWorld.Cancel));
    }

    [Fact]
    public async Task Route_WhileTheIndexIsFilled_DecidesNothingAndTheSweeperDecidesAfterwards()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAsync();
        world.Index.BeginFilling();

        Assert.Null(await world.Router.RouteAsync(id, RoutingWorld.Cancel));
        world.Time.Now += world.Routing.DecisionDue;
        var filling = await world.Sweeper.SweepAsync(RoutingWorld.Cancel);
        var waiting = await world.TicketAsync(id);
        world.Index.EndFilling();
        var complete = await world.Sweeper.SweepAsync(RoutingWorld.Cancel);

        Assert.Equal((0, 0, 1), (filling.Routed, filling.Failed, complete.Routed));
        Assert.Equal(TicketState.Submitted, waiting.State);
        Assert.Equal([1], await world.WaitingAsync(id));
    }

    [Fact]
    public async Task Sweep_IndexNotFilledInAnHour_CallsADispatcherAndGoesOnWithTheRest()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var asked = await world.SubmitAndRouteAsync(RoutingWorld.Submission("A-0"));
        var id = await world.SubmitAsync();
        world.Index.BeginFilling();

        world.Time.Now += world.Routing.DecisionDue + world.Routing.AbstainedDue;
        var before = await world.Sweeper.SweepAsync(RoutingWorld.Cancel);
        var early = (await world.TicketAsync(id)).State;
        world.Time.Now += world.Routing.AnswerDue;
        var after = await world.Sweeper.SweepAsync(RoutingWorld.Cancel);

        Assert.Equal((1, TicketState.Escalated), (before.Escalated, early));
        Assert.Equal((1, TicketState.Submitted), (after.TimedOut, (await world.TicketAsync(asked)).State));
        Assert.Contains(await world.HistoryAsync(id), entry => entry.Reason == "The index has been incomplete for too long, so nobody can be found by it.");
    }

    [Theory, DatabaseData]
    public async Task Route_EightTimesAtOnce_DecidesOnceAndAnswersTheSame(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);
        var id = await world.SubmitAsync();

        var decisions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Router.RouteAsync(id, RoutingWorld.Cancel))));

        Assert.All(decisions, decision => Assert.Equivalent(decisions[0], decision));
        await using var db = world.Database.CreateDbContext();
        Assert.Equal((1, 1, 2), (
            await db.TicketDecisions.CountAsync(RoutingWorld.Cancel), await db.TicketOffers.CountAsync(RoutingWorld.Cancel), await db.TicketEvents.CountAsync(RoutingWorld.Cancel)));
    }

    [Fact]
    public async Task Route_ManyTicketsAtOnce_NeverExceedsACapacity()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await world.Settings.ChangeAsync(1, settings => settings.Capacity = 2, RoutingWorld.Cancel);
        await world.Settings.ChangeAsync(2, settings => settings.Capacity = 3, RoutingWorld.Cancel);
        await world.Settings.ChangeAsync(3, settings => settings.Capacity = 1, RoutingWorld.Cancel);
        var ids = new List<Guid>();
        for (var i = 0; i < 8; i++) ids.Add(await world.SubmitAsync(RoutingWorld.Submission($"A-{i}")));

        var decisions = await Task.WhenAll(ids.Select(id => Task.Run(() => world.Router.RouteAsync(id, RoutingWorld.Cancel))));

        var asked = decisions.SelectMany(decision => decision!.Choice.Chosen).CountBy(expert => expert).ToDictionary();
        Assert.Equal((2, 3, 1), (asked[1], asked[2], asked[3]));
        Assert.Equal(2, decisions.Count(decision => decision!.Choice.Action == RoutingAction.Abstain));
    }

    [Fact]
    public async Task Route_ExpertsExcluded_SaysWhyAndScalesTheRestToWhatTheyTookAway()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await world.Settings.ChangeAsync(1, settings => settings.LeaveUntil = new DateOnly(2026, 3, 9), RoutingWorld.Cancel);

        var decision = await world.Router.RouteAsync(await world.SubmitAsync(), RoutingWorld.Cancel);

        Assert.Equal(new Exclusion(1, ExclusionKind.OnLeave, "on leave until 9 March 2026"), Assert.Single(decision!.Excluded));
        // .2 and .1 of .3 that is left, of .9 that is somebody: .2 · .9/.3 = .6 and .1 · .9/.3 = .3.
        Assert.Equal([.6, .3], decision.Candidates.Select(candidate => Math.Round(candidate.Probability, 9)));
    }

    [Fact]
    public async Task Route_RestrictedTicket_AsksOnlyWhoMayReadIt()
    {
        await using var world = await RoutingWorld.CreateAsync();

        var decision = await world.Router.RouteAsync(await world.SubmitAsync(RoutingWorld.Submission() with { VisibilityGroups = ["osprey"] }), RoutingWorld.Cancel);

        Assert.Equal([2], decision!.Choice.Chosen);
        Assert.Equal([(1L, ExclusionKind.Visibility), (3L, ExclusionKind.Visibility)], decision.Excluded.Select(exclusion => (exclusion.ExpertId, exclusion.Kind)));
    }

    [Fact]
    public async Task Route_RequesterIsTheBestExpert_AsksSomebodyElse()
    {
        await using var world = await RoutingWorld.CreateAsync();

        var decision = await world.Router.RouteAsync(await world.SubmitAsync(RoutingWorld.Submission() with { RequesterEmail = "ada@example.org" }), RoutingWorld.Cancel);

        Assert.Equal([2], decision!.Choice.Chosen);
        Assert.Equal(ExclusionKind.ConflictOfInterest, Assert.Single(decision.Excluded).Kind);
    }

    [Fact]
    public async Task Route_DeclaredConflictWithTheRequester_AsksSomebodyElse()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await world.Settings.AddConflictAsync(1, ConflictKind.Requester, "Rae@example.org", RoutingWorld.Cancel);

        var decision = await world.Router.RouteAsync(await world.SubmitAsync(), RoutingWorld.Cancel);

        Assert.Equal([2], decision!.Choice.Chosen);
    }

    [Fact]
    public async Task Route_AskedAsOftenAsTheyAllow_AsksSomebodyElseUntilAWeekHasPassed()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await world.Settings.ChangeAsync(1, settings => settings.OffersPerWeek = 1, RoutingWorld.Cancel);
        var first = await world.SubmitAndRouteAsync(RoutingWorld.Submission("A-1"));
        await world.Recorder.DeclineAsync(first, RoutingWorld.Expert(1), "busy", RoutingWorld.Cancel);

        var second = await world.Router.RouteAsync(await world.SubmitAsync(RoutingWorld.Submission("A-2")), RoutingWorld.Cancel);
        world.Time.Now = RoutingWorld.Start.AddDays(7);
        var third = await world.Router.RouteAsync(await world.SubmitAsync(RoutingWorld.Submission("A-3")), RoutingWorld.Cancel);

        Assert.Equal([2], second!.Choice.Chosen);
        Assert.Equal("was asked 1 times in seven days and allows 1", Assert.Single(second.Excluded).Reason);
        Assert.Equal([1], third!.Choice.Chosen);
    }

    [Fact]
    public async Task Route_AskedBefore_CountsFor90Days()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var first = await world.SubmitAndRouteAsync(RoutingWorld.Submission("A-1"));
        await world.Recorder.DeclineAsync(first, RoutingWorld.Expert(1), "busy", RoutingWorld.Cancel);
        var counts = new List<int>();
        foreach (var day in new[] { 0, 89, 90 })
        {
            world.Time.Now = RoutingWorld.Start.AddDays(day);
            var decision = await world.Router.PreviewAsync(world.Intake.ToTicket(RoutingWorld.Submission("A-2")), other: null, RoutingWorld.Cancel);
            counts.Add(decision.Candidates.Single(candidate => candidate.ExpertId == 1).AskedLately);
        }

        Assert.Equal([1, 1, 0], counts);
    }

    [Fact]
    public async Task Preview_LeavesNoTrace()
    {
        await using var world = await RoutingWorld.CreateAsync();

        var ticket = world.Intake.ToTicket(RoutingWorld.Submission());

        var decision = await world.Router.PreviewAsync(ticket, other: null, RoutingWorld.Cancel);
        var other = await world.Router.PreviewAsync(ticket, new AskSome { Count = 2 }, RoutingWorld.Cancel);

        Assert.Equal([1], decision.Choice.Chosen);
        Assert.Equal([1, 2], other.Choice.Chosen);
        await using var db = world.Database.CreateDbContext();
        Assert.Equal((0, 0, 0), (
            await db.Tickets.CountAsync(RoutingWorld.Cancel), await db.TicketDecisions.CountAsync(RoutingWorld.Cancel), await db.Outbox.CountAsync(RoutingWorld.Cancel)));
    }
}
