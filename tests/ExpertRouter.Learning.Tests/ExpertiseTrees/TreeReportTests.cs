using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.Learning.Tests.ExpertiseTrees;

public sealed class TreeReportTests
{
    [Fact]
    public void Of_TwoRegions_NamesTheWorstWithItsSamples()
    {
        // Below 5 four rewards of 1, above 5 three of 0: the split is taken (see ExpertiseTreeTests), the worse side is x > 5.
        var tree = new ExpertiseTree(SmallWorld.Options(1), new SplitGrid(["x"], [[0, 5, 10]]));
        foreach (var x in (double[])[1, 9, 2, 8, 3, 7, 4])
            tree.Learn(new AdviceSample(new AdviceRound([x], [1, 0], 2), 0, 1, x <= 5 ? 1 : 0));
        tree.Visit([1]);

        var report = TreeReport.Of(tree);

        Assert.Equal(2, report.Leaves.Count);
        Assert.Equal("x > 5", report.Worst!.Path.Region);
        Assert.Equal(3, report.Worst.Samples);
        Assert.Equal(0, report.Worst.MeanReward);
        // Weights there: ½ (tie), then 0, 0: (½)² / ¼ = 1 effective sample of 3.
        Assert.Equal(1, report.Worst.EffectiveSamples, 12);
        Assert.True(report.Worst.Path.Weights[0].Weight < 0);
    }

    [Fact]
    public void PathOf_SeveralCutsOfAFeature_AreOneConditionInWords()
    {
        var world = new SmallWorld(3, 600, 4, (expert, x) => (x is > .25 and < .5) == (expert % 2 == 0) ? .9 : .1);
        var tree = new ExpertiseTree(SmallWorld.Options(4), world.Grid);
        world.Run(tree);
        tree.Visit([.4, .5]);

        var path = TreeReport.PathOf(tree, [.4, .5]);

        Assert.Contains(path.Conditions, condition => condition is { Feature: "x", Above: not null, UpTo: not null });
        Assert.Matches(@"^.*0\.\d+ < x ≤ 0\.\d+.*: after \d+ outcomes the advice weighs e\d [+-]\d", path.ToString());
    }

    [Fact]
    public void Of_Tree_ChangesNothing()
    {
        var world = new SmallWorld(3, 300, 4, (expert, x) => (x < .5) == (expert % 2 == 0) ? .9 : .1);
        var tree = new ExpertiseTree(SmallWorld.Options(4), world.Grid);
        world.Run(tree);
        var before = TreeFingerprint.Of(tree);

        var report = TreeReport.Of(tree);
        TreeReport.PathOf(tree, [.9, .9]);

        Assert.Equal(before, TreeFingerprint.Of(tree));
        Assert.Equal(300, report.Leaves.Sum(leaf => leaf.Samples));
    }

    [Fact]
    public void Of_NothingLearned_IsOneRegionWithoutWorst()
    {
        var report = TreeReport.Of(new ExpertiseTree(SmallWorld.Options(1), new SplitGrid(["x"], [[0, 5, 10]])));

        Assert.Equal("everywhere", Assert.Single(report.Leaves).Path.Region);
        Assert.Null(report.Worst);
    }
}
