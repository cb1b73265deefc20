using ExpertRouter.App.Routing.Deciding.Trees;
using ExpertRouter.Core.Tickets;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.App.Tests.Routing.Trees;

public sealed class TreeKeeperTests
{
    [Fact]
    public async Task Report_SameOutcomesAgain_LearnsEachOnce()
    {
        await using var trees = await TreeWorld.CreateAsync(TreeMode.Observe);
        await trees.LearnAsync(3);

        Assert.Equal(6, await trees.OutcomesAsync());
        var fingerprint = await trees.FingerprintAsync();

        Assert.Equal(fingerprint, await trees.FingerprintAsync());
        Assert.Equal(6, await trees.OutcomesAsync());
    }

    [Fact]
    public async Task Report_SecondOutcomeOfAnAsking_TeachesNothing()
    {
        await using var trees = await TreeWorld.CreateAsync(TreeMode.Observe);
        await trees.LearnAsync(3);
        var fingerprint = await trees.FingerprintAsync();
        await trees.World.ChangeStoreAsync(async db =>
        {
            var resolved = await db.TicketOutcomes.FirstAsync(outcome => outcome.Kind == OutcomeKind.Resolved, RoutingWorld.Cancel);
            db.TicketOutcomes.Add(new TicketOutcome
            {
                TicketId = resolved.TicketId, EventNumber = 90, ExpertId = resolved.ExpertId, Round = resolved.Round, Kind = OutcomeKind.Reassigned, At = trees.World.Time.Now,
            });
        });

        Assert.Equal(fingerprint, await trees.FingerprintAsync());
    }

    [Fact]
    public async Task Report_AskedByAPerson_TeachesNothing()
    {
        await using var trees = await TreeWorld.CreateAsync(TreeMode.Observe);
        var decision = await trees.DecideAsync();
        Assert.Equal([1L], decision.Choice.Chosen);
        var id = (await trees.World.Database.CreateDbContext().Tickets.SingleAsync(RoutingWorld.Cancel)).Id;
        await trees.World.Recorder.HandOverAsync(id, RoutingWorld.Expert(1), 3, "yours", RoutingWorld.Cancel);
        await trees.World.Recorder.AcceptAsync(id, RoutingWorld.Expert(3), RoutingWorld.Cancel);
        await trees.World.Recorder.ResolveAsync(id, RoutingWorld.Expert(3), "done", RoutingWorld.Cancel);

        // Ada passed it on: one outcome. Cai was asked by Ada.
        Assert.Equal(1, await trees.OutcomesAsync());
    }

    [Fact]
    public async Task Report_AfterARestart_IsTheSameTreeBitForBit()
    {
        // 51 tickets make 102 outcomes: more than the frame is taken from, so the last ones are learned one by one.
        await using var trees = await TreeWorld.CreateAsync(TreeMode.Observe);
        await trees.LearnAsync(50);
        var hundred = await trees.FingerprintAsync();
        await trees.LearnAsync(1);
        var grown = await trees.FingerprintAsync();

        using var restarted = trees.NewKeeper();

        Assert.NotEqual(hundred, grown);
        Assert.Equal(grown, await trees.FingerprintAsync(restarted));
    }

    [Fact]
    public async Task Report_OutcomeThatTurnsUpLate_IsPutInItsPlace()
    {
        await using var trees = await TreeWorld.CreateAsync(TreeMode.Observe);
        await trees.LearnAsync(51);
        await trees.FingerprintAsync();
        await trees.World.ChangeStoreAsync(db => db.TicketOutcomes.OrderBy(outcome => outcome.At).Take(1)
            .ExecuteUpdateAsync(change => change.SetProperty(outcome => outcome.At, trees.World.Time.Now), RoutingWorld.Cancel));

        var moved = await trees.FingerprintAsync();

        using var restarted = trees.NewKeeper();
        Assert.Equal(moved, await trees.FingerprintAsync(restarted));
    }

    [Fact]
    public async Task Preview_Observe_LeavesTheTreeAlone()
    {
        await using var trees = await TreeWorld.CreateAsync(TreeMode.Observe);
        await trees.LearnAsync(3);
        var fingerprint = await trees.FingerprintAsync();

        var preview = await trees.PreviewAsync();

        Assert.Contains("It would put Ben first instead of Ada.", preview.Path);
        Assert.Equal(fingerprint, await trees.FingerprintAsync());
    }
}
