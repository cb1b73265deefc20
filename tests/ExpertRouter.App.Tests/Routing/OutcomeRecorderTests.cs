using ExpertRouter.App.Routing;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Routing;

public sealed class OutcomeRecorderTests
{
    [Theory, DatabaseData]
    public async Task Accept_ByTwoAtOnce_OneSucceedsAndTheOthersRefusalIsInTheHistory(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);
        world.Policy.Count = 2;
        for (var i = 0; i < 5; i++)
        {
            var id = await world.SubmitAndRouteAsync(RoutingWorld.Submission($"A-{i}"));

            var results = await Task.WhenAll(TryAcceptAsync(world, id, 1), TryAcceptAsync(world, id, 2));

            Assert.Single(results, accepted => accepted);
            var view = (await world.Reader.GetAsync(id, RoutingWorld.Cancel))!;
            Assert.Equal(TicketState.Accepted, view.Ticket.State);
            Assert.Equal(results[0] ? 1 : 2, view.Ticket.HolderId);
            Assert.Equal([TicketMoveKind.Submit, TicketMoveKind.Offer, TicketMoveKind.Accept, TicketMoveKind.Refuse], view.History.Select(entry => entry.Kind));
            Assert.Equal([OfferAnswer.Accepted, OfferAnswer.Closed], view.Offers.Select(offer => offer.Answer).Order());
            Assert.Equivalent(view.Ticket.State, TicketLife.Replay(view.History.Select(entry => entry.ToMove()))!.State);
        }
    }

    [Fact]
    public async Task Decline_OnlyOneAsked_IsRoutedAgainWithoutThem()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAndRouteAsync();

        await world.Recorder.DeclineAsync(id, RoutingWorld.Expert(1), "not now", RoutingWorld.Cancel);
        var second = await world.Router.RouteAsync(id, RoutingWorld.Cancel);

        Assert.Equal([2], second!.Choice.Chosen);
        Assert.Equal("has declined or given back this ticket", Assert.Single(second.Excluded).Reason);
        await using var db = world.Database.CreateDbContext();
        var outcome = await db.TicketOutcomes.SingleAsync(RoutingWorld.Cancel);
        Assert.Equal((1L, OutcomeKind.Declined, 1), (outcome.ExpertId, outcome.Kind, outcome.Round));
    }

    [Fact]
    public async Task Life_WithHandOverAndRating_TeachesWhoWasRight()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAndRouteAsync();

        await world.Recorder.AcceptAsync(id, RoutingWorld.Expert(1), RoutingWorld.Cancel);
        await world.Recorder.HandOverAsync(id, RoutingWorld.Expert(1), 3, "Cai wrote it", RoutingWorld.Cancel);
        await world.Recorder.AcceptAsync(id, RoutingWorld.Expert(3), RoutingWorld.Cancel);
        await world.Recorder.ResolveAsync(id, RoutingWorld.Expert(3), "Restarted.", RoutingWorld.Cancel);
        await world.Recorder.RateAsync(id, RoutingWorld.Requester, 5, "Thank you", RoutingWorld.Cancel);

        await using var db = world.Database.CreateDbContext();
        var outcomes = await db.TicketOutcomes.OrderBy(outcome => outcome.EventNumber).ToListAsync(RoutingWorld.Cancel);
        Assert.Equal(
            [(1L, OutcomeKind.Reassigned, (int?)null), (3L, OutcomeKind.Resolved, null), (3L, OutcomeKind.Rated, 5)],
            outcomes.Select(outcome => (outcome.ExpertId, outcome.Kind, outcome.Rating)));
        Assert.Null((await world.TicketAsync(id)).DueAt);
    }

    [Fact]
    public async Task Resolve_WithdrawnTicket_IsRefusedAndTheHistorySaysSo()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAndRouteAsync();
        await world.Recorder.AcceptAsync(id, RoutingWorld.Expert(1), RoutingWorld.Cancel);
        await world.Recorder.WithdrawAsync(id, RoutingWorld.Requester, "Solved it myself", RoutingWorld.Cancel);

        var error = await Assert.ThrowsAsync<IllegalTicketMoveException>(() => world.Recorder.ResolveAsync(id, RoutingWorld.Expert(1), "Done.", RoutingWorld.Cancel));

        var last = (await world.HistoryAsync(id))[^1];
        Assert.Equal((TicketMoveKind.Refuse, TicketState.Withdrawn, error.Message), (last.Kind, last.State, last.Reason));
        Assert.Contains("withdrawn", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_BySomebodyElse_IsRefused()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAsync();

        await Assert.ThrowsAsync<IllegalTicketMoveException>(() =>
            world.Recorder.WithdrawAsync(id, TicketPerson.Requester("ada@example.org"), null, RoutingWorld.Cancel));

        Assert.Equal(TicketState.Submitted, (await world.TicketAsync(id)).State);
    }

    [Fact]
    public async Task Reopen_Resolved_GoesBackToWhoResolvedIt()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAndRouteAsync();
        await world.Recorder.DeclineAsync(id, RoutingWorld.Expert(1), null, RoutingWorld.Cancel);
        await world.Router.RouteAsync(id, RoutingWorld.Cancel);
        await world.Recorder.AcceptAsync(id, RoutingWorld.Expert(2), RoutingWorld.Cancel);
        await world.Recorder.ResolveAsync(id, RoutingWorld.Expert(2), null, RoutingWorld.Cancel);

        await world.Recorder.ReopenAsync(id, RoutingWorld.Requester, "It is back", RoutingWorld.Cancel);
        var decision = await world.Router.RouteAsync(id, RoutingWorld.Cancel);

        Assert.Equal([2], decision!.Choice.Chosen);
        Assert.Equal("back-to-holder,ask-1", decision.PolicyVersion);
    }

    [Fact]
    public async Task NotMyArea_KeepsLaterTicketsOfTheAreaAway()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAndRouteAsync();

        await world.Recorder.NotMyAreaAsync(id, RoutingWorld.Expert(1), RoutingWorld.Cancel);
        var next = await world.Router.RouteAsync(await world.SubmitAsync(RoutingWorld.Submission("A-2")), RoutingWorld.Cancel);

        Assert.Equal([2], next!.Choice.Chosen);
        Assert.Equal((1L, ExclusionKind.NotMyArea), next.Excluded.Select(exclusion => (exclusion.ExpertId, exclusion.Kind)).Single());
    }

    [Fact]
    public async Task OptOut_WithAnOpenOffer_TakesItBackAtOnce()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAndRouteAsync();

        await world.Settings.ChangeAsync(1, settings => settings.IsOptedOut = true, RoutingWorld.Cancel);

        Assert.Empty(await world.Reader.InboxAsync(1, RoutingWorld.Cancel));
        Assert.Equal(TicketState.Submitted, (await world.TicketAsync(id)).State);
        Assert.Equal([2], (await world.Router.RouteAsync(id, RoutingWorld.Cancel))!.Choice.Chosen);
    }

    [Fact]
    public async Task Accept_AfterRowsOfThePersonWereMerged_IsTheSamePerson()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAndRouteAsync();
        await world.ChangeStoreAsync(async db =>
        {
            var ada = await db.Experts.SingleAsync(expert => expert.Id == 1, RoutingWorld.Cancel);
            (ada.MergedIntoId, ada.ChangeSequence) = (3, world.NextChange());
        });

        await world.Recorder.AcceptAsync(id, RoutingWorld.Expert(3), RoutingWorld.Cancel);

        Assert.Equal(id, Assert.Single(await world.Reader.InboxAsync(3, RoutingWorld.Cancel)).Ticket.Id);
    }

    [Fact]
    public async Task Reassign_ToSomebodyUnknown_IsRefused()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAsync();

        var error = await Assert.ThrowsAsync<TicketRejectedException>(() => world.Recorder.ReassignAsync(id, RoutingWorld.Dispatcher, 99, null, RoutingWorld.Cancel));

        Assert.Equal(TicketProblem.UnknownExpert, error.Problem);
    }

    private static async Task<bool> TryAcceptAsync(RoutingWorld world, Guid id, long expert)
    {
        try
        {
            await Task.Run(() => world.Recorder.AcceptAsync(id, RoutingWorld.Expert(expert), RoutingWorld.Cancel));
            return true;
        }
        catch (IllegalTicketMoveException)
        {
            return false;
        }
    }
}
