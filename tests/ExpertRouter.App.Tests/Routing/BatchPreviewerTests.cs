using ExpertRouter.App.Routing.Previews;
using ExpertRouter.Core.Routing.Batches;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Routing;

public sealed class BatchPreviewerTests
{
    [Fact]
    public async Task Preview_NothingWaits_IsEmpty()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await world.SubmitAndRouteAsync();

        var preview = await PreviewAsync(world);

        Assert.Equivalent(new BatchPreview([], [], 0, new BatchOverload(0, 0), 0, IsCalibrated: true), preview, strict: true);
    }

    [Theory, DatabaseData]
    public async Task Preview_OnePlaceEach_GivesNobodyTwoAndCountsWhatTheLikeliestWouldGet(DatabaseProvider provider)
    {
        await using var world = await RoutingWorld.CreateAsync(provider);
        await LimitAsync(world, 1, 2, 3);
        var ids = await SubmitAsync(world, 4);

        var preview = await PreviewAsync(world);

        // All tickets have Ada .6, Ben .2, Cai .1: .6 + .2 + .1 in the right hands, while Ada alone would get three more than her one.
        Assert.Equal([(ids[0], "Ada", .6), (ids[1], "Ben", .2), (ids[2], "Cai", .1)], Assigned(preview));
        Assert.Equal([ids[3]], preview.Unassigned.Select(ticket => ticket.Id));
        Assert.Equal((.9, new BatchOverload(1, 3), 4, false), (Math.Round(preview.Value, 9), preview.Likeliest, preview.Waiting, preview.IsCalibrated));
    }

    [Fact]
    public async Task Preview_LikeliestIsFull_GivesTheirTicketsToTheOthers()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await LimitAsync(world, 1, 2, 3);
        await world.SubmitAndRouteAsync(RoutingWorld.Submission("held"));
        var ids = await SubmitAsync(world, 3);

        var preview = await PreviewAsync(world);

        // Ada is asked about another one; Ben's .2 and Cai's .1 stand for the .9 of all: .6 and .3.
        Assert.Equal([(ids[0], "Ben", .6), (ids[1], "Cai", .3)], Assigned(preview));
        Assert.Equal([ids[2]], preview.Unassigned.Select(ticket => ticket.Id));
        Assert.Equal((.9, new BatchOverload(1, 2)), (Math.Round(preview.Value, 9), preview.Likeliest));
    }

    [Fact]
    public async Task Preview_Minimum_LeavesTheUnlikelyOut()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await LimitAsync(world, 1, 2, 3);
        var ids = await SubmitAsync(world, 3);

        var some = await PreviewAsync(world, .2);
        var none = await PreviewAsync(world, .7);

        Assert.Equal([(ids[0], "Ada", .6), (ids[1], "Ben", .2)], Assigned(some));
        Assert.Equal([ids[2]], some.Unassigned.Select(ticket => ticket.Id));
        Assert.Empty(none.Assigned);
        Assert.Equal((3, new BatchOverload(0, 0)), (none.Unassigned.Count, none.Likeliest));
    }

    [Fact]
    public async Task Preview_DeclinedOrHeld_ProposesSomebodyElse()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var declined = await world.SubmitAndRouteAsync(RoutingWorld.Submission("declined"));
        await world.Recorder.DeclineAsync(declined, RoutingWorld.Expert(1), "busy", RoutingWorld.Cancel);
        world.Time.Now += TimeSpan.FromMinutes(1);
        var held = await world.SubmitAndRouteAsync(RoutingWorld.Submission("held"));
        await world.Recorder.AcceptAsync(held, RoutingWorld.Expert(1), RoutingWorld.Cancel);
        await MoveAsync(world, held, TicketMoveKind.Escalate);

        var preview = await PreviewAsync(world);

        Assert.Equal([(declined, "Ben", .6), (held, "Ben", .6)], Assigned(preview));
    }

    [Fact]
    public async Task Preview_NobodyFound_CountsAsWaiting()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var id = await world.SubmitAndRouteAsync(RoutingWorld.Submission() with { RequiredSkills = ["kafka"] });

        var preview = await PreviewAsync(world);

        Assert.Equal(TicketState.Abstained, Assert.Single(preview.Unassigned).State);
        Assert.Equal(id, preview.Unassigned[0].Id);
    }

    [Fact]
    public async Task Preview_MoreThanABatch_PlansTheOldestAndCountsAll()
    {
        await using var world = await RoutingWorld.CreateAsync();
        var oldest = await world.SubmitAsync(RoutingWorld.Submission("oldest"));
        world.Time.Now += TimeSpan.FromMinutes(1);
        await MoveAsync(world, oldest, TicketMoveKind.Escalate);
        var ids = await SubmitAsync(world, BatchPreviewer.Depth);

        var preview = await PreviewAsync(world);

        var planned = preview.Assigned.Select(proposal => proposal.Ticket.Id).Concat(preview.Unassigned.Select(ticket => ticket.Id));
        Assert.Equal([oldest, .. ids[..^1]], planned.ToHashSet());
        Assert.Equal((30, BatchPreviewer.Depth + 1), (preview.Assigned.Count, preview.Waiting));
    }

    [Fact]
    public async Task Preview_LeavesNoTrace()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await SubmitAsync(world, 2);
        var before = await CountAsync(world);

        await PreviewAsync(world);

        Assert.Equal(before, await CountAsync(world));
    }

    private static Task<BatchPreview> PreviewAsync(RoutingWorld world, double minimum = 0) =>
        new BatchPreviewer(world.Router, world.Directory, world.Database).PreviewAsync(minimum, RoutingWorld.Cancel);

    private static IEnumerable<(Guid Ticket, string Expert, double Probability)> Assigned(BatchPreview preview) =>
        preview.Assigned.Select(proposal => (proposal.Ticket.Id, proposal.Expert, Math.Round(proposal.Probability, 9)));

    private static async Task LimitAsync(RoutingWorld world, params long[] experts)
    {
        foreach (var expert in experts)
            await world.Settings.ChangeAsync(expert, settings => settings.Capacity = 1, RoutingWorld.Cancel);
    }

    private static async Task<List<Guid>> SubmitAsync(RoutingWorld world, int count)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            world.Time.Now += TimeSpan.FromSeconds(1);
            ids.Add(await world.SubmitAsync(RoutingWorld.Submission($"W-{i}")));
        }
        return ids;
    }

    private static Task<TicketStatus> MoveAsync(RoutingWorld world, Guid id, TicketMoveKind kind) =>
        world.Ledger.MoveAsync(id, _ => new TicketMove { Kind = kind }, RoutingWorld.Dispatcher, RoutingWorld.Cancel);

    private static async Task<(int Events, int Outbox, int Decisions, int Offers, int Versions)> CountAsync(RoutingWorld world)
    {
        await using var db = world.Database.CreateDbContext();
        return (
            await db.TicketEvents.CountAsync(RoutingWorld.Cancel), await db.Outbox.CountAsync(RoutingWorld.Cancel), await db.TicketDecisions.CountAsync(RoutingWorld.Cancel),
            await db.TicketOffers.CountAsync(RoutingWorld.Cancel), await db.Tickets.SumAsync(ticket => ticket.Version, RoutingWorld.Cancel));
    }
}
