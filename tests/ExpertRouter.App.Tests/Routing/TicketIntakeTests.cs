using ExpertRouter.App.Routing;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Routing;

public sealed class TicketIntakeTests
{
    public static TheoryData<string, TicketProblem> Bad => new()
    {
        { "unknown requester", TicketProblem.UnknownRequester },
        { "no e-mail", TicketProblem.InvalidField },
        { "empty", TicketProblem.EmptyText },
        { "five megabytes", TicketProblem.TooLarge },
        { "unknown skill", TicketProblem.UnknownSkill },
        { "unknown group", TicketProblem.UnknownGroup },
        { "no id", TicketProblem.InvalidField },
        { "script address", TicketProblem.InvalidField },
    };

    [Theory, DatabaseData]
    public async Task Submit_SameTwice_IsOneTicketWithOneEvent(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);

        var first = await world.Intake.SubmitAsync(RoutingWorld.Submission(), RoutingWorld.Cancel);
        var second = await world.Intake.SubmitAsync(RoutingWorld.Submission(), RoutingWorld.Cancel);

        Assert.True(first.IsNew);
        Assert.Equal(first with { IsNew = false }, second);
        await using var db = world.Database.CreateDbContext();
        Assert.Equal((1, 1, 1), (await db.Tickets.CountAsync(RoutingWorld.Cancel), await db.TicketEvents.CountAsync(RoutingWorld.Cancel), await db.Outbox.CountAsync(RoutingWorld.Cancel)));
    }

    [Fact]
    public async Task Submit_WithAFirstMove_AsksThatPersonBeforeTheRouterCan()
    {
        await using var world = await RoutingWorld.CreateAsync();

        var receipt = await world.Intake.SubmitAsync(RoutingWorld.Submission(), world.Recorder.ReassignTo(3, reason: null), RoutingWorld.Cancel);
        var decision = await world.Router.RouteAsync(receipt.TicketId, RoutingWorld.Cancel);

        Assert.Null(decision);
        Assert.Equal(TicketState.Assigned, receipt.State);
        Assert.Equal([3], await world.WaitingAsync(receipt.TicketId));
        var history = await world.HistoryAsync(receipt.TicketId);
        Assert.Equal([TicketMoveKind.Submit, TicketMoveKind.Reassign], history.Select(entry => entry.Kind));
        Assert.Single(history.Select(entry => entry.At).Distinct());
    }

    [Theory, DatabaseData]
    public async Task Submit_SameByEightAtOnce_IsOneTicket(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Intake.SubmitAsync(RoutingWorld.Submission(), RoutingWorld.Cancel))));

        Assert.Single(receipts, receipt => receipt.IsNew);
        Assert.Single(receipts.Select(receipt => receipt.TicketId).Distinct());
    }

    [Theory, DatabaseData]
    public async Task Submit_ManyWhoWaitTogether_EachGetsItsOwnAnswer(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);
        await using var busy = world.Database.CreateDbContext();
        await using var holding = await busy.Database.BeginTransactionAsync(RoutingWorld.Cancel);
        if (provider == DatabaseProvider.Postgres)
            await busy.Database.ExecuteSqlRawAsync("LOCK TABLE \"Outbox\"", RoutingWorld.Cancel);
        TicketSubmission[] submissions =
        [
            RoutingWorld.Submission("A-1"), RoutingWorld.Submission("A-2"), RoutingWorld.Submission("A-2"), RoutingWorld.Submission("A-1") with { Text = "Something else." },
            RoutingWorld.Submission("A-3"),
        ];
        var tasks = new List<Task<TicketReceipt>>();
        foreach (var submission in submissions)
        {
            tasks.Add(Task.Run(() => world.Intake.SubmitAsync(submission, RoutingWorld.Cancel)));
            // All but the first wait in the queue, as a rule; on a busy machine the group being stored may have taken the second as well.
            for (var patience = 0; world.Intake.Waiting < tasks.Count - 1 && patience < 50; patience++)
                await Task.Delay(10, RoutingWorld.Cancel);
        }

        await holding.RollbackAsync(RoutingWorld.Cancel);

        Assert.Equal(TicketProblem.OtherContent, (await Assert.ThrowsAsync<TicketRejectedException>(() => tasks[3])).Problem);
        var (first, second, same, third) = (await tasks[0], await tasks[1], await tasks[2], await tasks[4]);
        Assert.Equal([true, true, true], ((TicketReceipt[])[first, second, third]).Select(receipt => receipt.IsNew));
        Assert.Equal(second with { IsNew = false }, same);
        await using var db = world.Database.CreateDbContext();
        var tickets = await db.Tickets.OrderBy(ticket => ticket.ExternalId).ToListAsync(RoutingWorld.Cancel);
        Assert.Equal([(first.TicketId, "A-1", 2), (second.TicketId, "A-2", 1), (third.TicketId, "A-3", 1)], tickets.Select(ticket => (ticket.Id, ticket.ExternalId, ticket.Events)));
        Assert.Equal(3, await db.Outbox.CountAsync(RoutingWorld.Cancel));
    }

    [Fact]
    public async Task Submit_SameIdOtherContent_IsRefusedAndNotedOnce()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAsync();
        var other = RoutingWorld.Submission() with { Text = "Something else." };

        for (var i = 0; i < 3; i++)
        {
            var error = await Assert.ThrowsAsync<TicketRejectedException>(() => world.SubmitAsync(other));
            Assert.Equal(TicketProblem.OtherContent, error.Problem);
            Assert.Contains("'A-1' of 'api'", error.Message, StringComparison.Ordinal);
        }

        var history = await world.HistoryAsync(id);
        Assert.Equal([TicketMoveKind.Submit, TicketMoveKind.Refuse], history.Select(entry => entry.Kind));
        Assert.Contains("other content", history[1].Reason, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Bad))]
    public async Task Submit_BadInput_IsRefusedWithItsProblemAndNothingIsStored(string what, TicketProblem problem)
    {
        await using var world = await RoutingWorld.CreateAsync();
        var good = RoutingWorld.Submission();
        var bad = what switch
        {
            "unknown requester" => good with { RequesterEmail = "who@example.org" },
            "no e-mail" => good with { RequesterEmail = "rae" },
            "empty" => good with { Title = " ", Text = "\n" },
            "five megabytes" => good with { Text = new string('x', 5_000_000) },
            "unknown skill" => good with { RequiredSkills = ["alchemy"] },
            "unknown group" => good with { VisibilityGroups = ["nobody"] },
            "no id" => good with { ExternalId = " " },
            _ => good with { Url = "javascript:alert(1)" },
        };

        var error = await Assert.ThrowsAsync<TicketRejectedException>(() => world.SubmitAsync(bad));

        Assert.Equal(problem, error.Problem);
        await using var db = world.Database.CreateDbContext();
        Assert.Equal((0, 0), (await db.Tickets.CountAsync(RoutingWorld.Cancel), await db.Outbox.CountAsync(RoutingWorld.Cancel)));
    }

    [Fact]
    public async Task Submit_SendersClockAnHourAhead_IsTakenWithOurTimeAndNoted()
    {
        await using var world = await RoutingWorld.CreateAsync();

        var id = await world.SubmitAsync(RoutingWorld.Submission() with { SentAt = RoutingWorld.Start.AddHours(1) });

        Assert.Equal(RoutingWorld.Start, (await world.TicketAsync(id)).SubmittedAt);
        var note = (await world.HistoryAsync(id))[^1];
        Assert.Equal((TicketMoveKind.Note, "The sender's clock is 60 minutes ahead of ours; our time counts."), (note.Kind, note.Reason));
    }

    [Fact]
    public async Task Submit_WithoutTitle_TakesTheFirstLine()
    {
        await using var world = await RoutingWorld.CreateAsync();

        var id = await world.SubmitAsync(RoutingWorld.Submission() with { Title = "", Text = "It lags.\nSince Monday." });

        Assert.Equal("It lags.", (await world.TicketAsync(id)).Title);
    }
}
