using ExpertRouter.App.Routing.Deciding;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;

namespace ExpertRouter.App.Tests.Routing;

public sealed class OutcomeCalibrationTests
{
    [Fact]
    public async Task Get_FewOutcomes_SaysHowManyAreNeeded()
    {
        await using var world = await RoutingWorld.CreateAsync();
        using var calibration = new OutcomeCalibration(new PastAskings(world.Database), world.Time);

        var state = await calibration.GetAsync(FinderScorer.Name, RoutingWorld.Cancel);

        Assert.Null(state.Calibrator);
        Assert.Contains("0 outcomes are known", state.Problem, StringComparison.Ordinal);
        Assert.Contains("at least 200", state.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ScoresThatMeanLessThanTheySay_AreCorrected()
    {
        // Asked at scores .9 and .3 in turns: the first is right every second time, the second one time in ten.
        await using var world = await RoutingWorld.CreateAsync();
        await FillAsync(world, 400, i => i % 2 == 0 ? .9 : .3, i => i % 2 == 0 ? i % 4 == 0 : i % 20 == 1);
        using var calibration = new OutcomeCalibration(new PastAskings(world.Database), world.Time);

        var state = await calibration.GetAsync(FinderScorer.Name, RoutingWorld.Cancel);

        Assert.Equal((400, 300, 100), (state.Outcomes, state.Artifact!.Outcomes, state.Artifact.HeldOut));
        Assert.Equal(.5, state.Calibrator!.Probability(.9), .05);
        Assert.Equal(.1, state.Calibrator.Probability(.3), .05);
        Assert.InRange(state.Artifact.Metrics["ECE"], 0, .05);
    }

    [Fact]
    public async Task Get_DecisionsOfAnotherRanker_TeachNothing()
    {
        await using var world = await RoutingWorld.CreateAsync();
        await FillAsync(world, 300, _ => .5, i => i % 2 == 0, model: "other");
        using var calibration = new OutcomeCalibration(new PastAskings(world.Database), world.Time);

        Assert.Equal(0, (await calibration.GetAsync(FinderScorer.Name, RoutingWorld.Cancel)).Outcomes);
    }

    private static Task FillAsync(RoutingWorld world, int count, Func<int, double> score, Func<int, bool> success, string model = "finder(hybrid)") => OutcomeLog.FillAsync(
        world, count, i => (RoutingDecision.Make(new TopPolicy(), [new RoutingCandidate(1, score(i), score(i))], [], model, seed: 1), success(i)));
}
