using System.Text.Json;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Routing.Deciding.Trees;
using ExpertRouter.Core.Routing;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;

namespace ExpertRouter.App.Tests.Routing.Trees;

public sealed class TreeScorerTests
{
    [Fact]
    public async Task Decide_NothingLearned_SaysSoAndChangesNothing()
    {
        await using var trees = await TreeWorld.CreateAsync(TreeMode.Apply);

        var decision = await trees.DecideAsync();

        Assert.Equal([(1L, .6), (2L, .2), (3L, .1)], Candidates(decision));
        Assert.Equal(["The expertise tree has learned from no outcome yet and changes nothing."], decision.Path);
    }

    [Fact]
    public async Task Decide_Observe_KeepsAdviceAsPartsOfTheLargest()
    {
        await using var trees = await TreeWorld.CreateAsync(TreeMode.Observe);

        var advice = (await trees.DecideAsync()).Advice!;

        Assert.Equal(["finder", "good", "bad"], advice.Advisers);
        Assert.Equal([1L, 2, 3], advice.Experts);
        Assert.Equal([1, .3333, .1667, 0, 1, 0, 1, 0, .5], advice.Scores);
        // "Consumer lag" and "The kafka consumer lags.", just after nine.
        Assert.Equal((6, 9, "api", null), (advice.Traits.Words, advice.Traits.Hour, advice.Traits.Channel, advice.Traits.Encoder));
    }

    [Fact]
    public async Task Decide_Shadow_TellsItsPathAndChangesNoProbability()
    {
        await using var trees = await TreeWorld.CreateAsync(TreeMode.Observe);
        await trees.LearnAsync(6);
        var before = await trees.FingerprintAsync();
        trees.Mode = TreeMode.Shadow;

        var decision = await trees.DecideAsync();

        Assert.Equal([(1L, .6), (2L, .2), (3L, .1)], Candidates(decision));
        Assert.Equal("fixed", decision.ModelVersion);
        Assert.Matches("^Expertise tree, all tickets: trusts .*good 0\\.\\d\\d.*, from 12 outcomes\\.$", decision.Path[0]);
        Assert.Equal(["It would put Ben first instead of Ada.", "It changes nothing: its mode is Shadow."], decision.Path.Skip(1));
        Assert.Null(decision.Advice);
        Assert.DoesNotContain("\"advice\"", JsonSerializer.Serialize(decision, RoutingJson.Options), StringComparison.Ordinal);
        await trees.LearnAsync(1);
        Assert.Equal(before, await trees.FingerprintAsync());
    }

    [Fact]
    public async Task Decide_ApplyWithFewOutcomes_WaitsForMore()
    {
        await using var trees = await TreeWorld.CreateAsync(TreeMode.Observe);
        await trees.LearnAsync(4);
        trees.Mode = TreeMode.Apply;

        var decision = await trees.DecideAsync();

        Assert.Equal([(1L, .6), (2L, .2), (3L, .1)], Candidates(decision));
        Assert.Equal("It is applied from 10 outcomes on; 8 are known, so it changes nothing.", decision.Path[^1]);
    }

    [Theory, DatabaseData]
    public async Task Decide_Apply_FollowsTheAdviserWhoWasRight(DatabaseProvider provider)
    {
        // Ada was wrong at z = (.5, −.5, .5, 1), Ben right at (−.1667, .5, −.5, 1) for finder, good and bad: b = (−.3333, .5, −.5, 0) per ticket.
        // Ben's z·b is .5556, Cai's .1111 − .25 = −.1389, Ada's −.6667.
        await using var trees = await TreeWorld.CreateAsync(TreeMode.Observe, provider);
        await trees.LearnAsync(5);
        trees.Mode = TreeMode.Apply;

        var decision = await trees.DecideAsync();

        Assert.Equal([(2L, .6), (3L, .2), (1L, .1)], Candidates(decision));
        Assert.Equal([2L], decision.Choice.Chosen);
        Assert.StartsWith("tree(n=10,", decision.ModelVersion, StringComparison.Ordinal);
        Assert.Equal("It puts Ben first instead of Ada.", decision.Path[^1]);
        Assert.False(decision.IsCalibrated);
        Assert.NotNull(decision.Advice);
    }

    [Fact]
    public async Task Score_MoreThanTenExperts_LeavesTheRestBehindThem()
    {
        await using var trees = await TreeWorld.CreateAsync(TreeMode.Observe);
        await trees.LearnAsync(5);
        trees.Mode = TreeMode.Apply;
        trees.World.Scorer.Experts.AddRange(Enumerable.Range(4, 9).Select(expert => ((long)expert, .01)));
        trees.World.Time.Now += TimeSpan.FromMinutes(2);

        var scored = await trees.Scorer.ScoreAsync(trees.World.Intake.ToTicket(RoutingWorld.Submission()), RoutingWorld.Cancel);

        Assert.Equal(10, scored.Advice!.Experts.Count);
        Assert.Equal((2L, 6.0, .6), (scored.Experts[0].ExpertId, scored.Experts[0].Score, scored.Experts[0].Probability));
        Assert.Equal([(11L, .01), (12L, .01)], scored.Experts.Skip(10).Select(expert => (expert.ExpertId, expert.Probability)));
        Assert.Equal(.99, scored.Experts.Sum(expert => expert.Probability), 1e-9);
    }

    private static IEnumerable<(long, double)> Candidates(RoutingDecision decision) =>
        decision.Candidates.Select(candidate => (candidate.ExpertId, candidate.Probability));
}
