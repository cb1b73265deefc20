using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.App.Routing.Replaying;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.App.Tests.Routing;

public sealed class RouteReplayTests
{
    private static readonly RoutingCandidate[] Two = [new(1, .6, .6), new(2, .4, .4)];

    [Fact]
    public async Task Run_ExplorationShowsThatTheOtherIsBetter_ConcludesIt()
    {
        // The log asks 1 or 2 with .5 each; 2 always helps, 1 never. Whoever always asked the better priced 2 would be worth 1 instead of .5.
        await using var world = await RoutingWorld.CreateAsync();
        await FillAsync(world, 400, explore: true);

        var report = await Replay(world).RunAsync(new SecondPolicy(), RoutingWorld.Cancel);

        var (current, other) = (report.Rows[0], report.Rows[1]);
        Assert.Equal((400, .5, 1), (current.Queries, current.Metrics["IPS"], current.Metrics["mean weight"]));
        // Every second decision has weight 1 / .5 = 2 and reward 1: IPS 1, SNIPS 1, (400)² / (200 · 4) = 200 effective samples.
        Assert.Equal((1, 1, 200), (other.Metrics["IPS"], other.Metrics["SNIPS"], other.Metrics["effective samples"]));
        Assert.StartsWith("Better: difference +", other.Notes![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_LogNeverDidIt_RefusesToConclude()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await FillAsync(world, 400, explore: false);

        var report = await Replay(world).RunAsync(new SecondPolicy(), RoutingWorld.Cancel);

        Assert.StartsWith("No conclusion: ", report.Rows[1].Notes![0], StringComparison.Ordinal);
        Assert.Equal(0, report.Rows[1].Metrics["effective samples"]);
    }

    [Fact]
    public async Task Run_EmptyLog_SaysSo()
    {
        await using var world = await RoutingWorld.CreateAsync();

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Replay(world).RunAsync(new TopPolicy(), RoutingWorld.Cancel));

        Assert.Contains("0 askings with an outcome", error.Message, StringComparison.Ordinal);
    }

    private static RouteReplay Replay(RoutingWorld world) => new(new PastAskings(world.Database));

    private static Task FillAsync(RoutingWorld world, int count, bool explore) => OutcomeLog.FillAsync(world, count, i =>
    {
        var chosen = explore && i % 2 == 1 ? 2L : 1L;
        var choice = new RoutingChoice
        {
            Action = RoutingAction.Assign, Chosen = [chosen], Reason = "r", Propensities = explore ? [.5, .5] : [1, 0],
        };
        return (new RoutingDecision { Choice = choice, Candidates = Two, PolicyVersion = "log", ModelVersion = "finder(hybrid)", Seed = 1 }, chosen == 2);
    });

    private sealed class SecondPolicy : IRoutingPolicy
    {
        public string Version => "second";

        public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random) =>
            RoutingChoice.Certain(RoutingAction.Assign, candidates, [candidates[1].ExpertId], "the second");
    }
}
