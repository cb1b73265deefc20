using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.Learning.Tests.ExpertiseTrees;

public sealed class ExpertiseTreeTests
{
    private const int Steps = 600;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Choose_SkillSwapsHalfWay_BeatsOneModelForAll(bool incremental)
    {
        var world = Swapping(seed: 3);

        var tree = world.Run(new ExpertiseTree(SmallWorld.Options(4) with { Incremental = incremental }, world.Grid)).Reward;

        var meta = world.Run(new MetaCmab(4)).Reward;
        Assert.InRange(meta, .4, .6);
        Assert.True(tree > .8, $"tree {tree} (seed 3)");
    }

    [Fact]
    public void Choose_SameSkillEverywhere_CostsAtMostTwoHundredthsAgainstMeta()
    {
        double tree = 0, meta = 0;
        for (var seed = 0; seed < 5; seed++)
        {
            var world = new SmallWorld(seed, 1000, 4, (expert, _) => expert % 2 == 0 ? .75 : .25);
            tree += world.Run(new ExpertiseTree(SmallWorld.Options(4), world.Grid)).Reward / 5;
            meta += world.Run(new MetaCmab(4)).Reward / 5;
        }

        Assert.True(meta - tree <= .02, $"Meta-CMAB {meta}, ET {tree} (seeds 0-4)");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Choose_OneExpertMirrored_DecidesTheSame(bool incremental)
    {
        // ξ → 2μ − ξ = 1 − ξ flips the sign of one column of z: exact for 0/1 advice and μ = ½.
        var world = Swapping(seed: 4);
        AdviceRound[] mirrored = [.. world.Rounds.Select(round => round with
        {
            Advice = [.. round.Advice.Select((advice, i) => i / 2 == 1 ? 1 - advice : advice)],
        })];
        var options = SmallWorld.Options(4) with { Incremental = incremental };

        var plain = world.Run(new ExpertiseTree(options, world.Grid)).Arms;
        var other = world.Run(new ExpertiseTree(options, world.Grid), mirrored).Arms;

        Assert.Equal(plain, other);
    }

    [Fact]
    public void Visit_PerfectlySeparableSkills_SplitsWhereTheValueSays()
    {
        // One feature, list (0, 5, 10]: the only cut is at 5. Low side: advice always right, high side: always wrong.
        // Arm 0 is advised, taken with p = 1 and rewarded 1 below 5, 0 above.
        var grid = new SplitGrid(["x"], [[0, 5, 10]]);
        var tree = new ExpertiseTree(SmallWorld.Options(1), grid);
        double[] places = [1, 9, 2, 8, 3, 7, 4, 6];
        foreach (var x in places)
            tree.Learn(new AdviceSample(new AdviceRound([x], [1, 0], 2), 0, 1, x <= 5 ? 1 : 0));

        tree.Visit([1]);

        // Own value. Sample 1: nothing learned, tie: π = ½, (1 − ½) ½ = .25. After its reward arm 0 is worth more, so π = 1 and the
        // rest adds (0 − ½) for 9 until the advice looks bad. Low side: .25 + 3 · .5 = 1.75. High side: −.25, then π = 0: −.25.
        Assert.Equal(1.75, tree.Root.Chosen!.Low.Value, 12);
        Assert.Equal(-.25, tree.Root.Chosen.High.Value, 12);
        Assert.True(tree.Root.Value < 1.5);
        Assert.Equal(5, tree.Root.Chosen.Boundary);
        Assert.Equal(4, tree.Root.Chosen.Low.Samples.Count);
    }

    [Fact]
    public void Visit_OneSampleOnASide_DoesNotSplit()
    {
        var tree = new ExpertiseTree(SmallWorld.Options(1), new SplitGrid(["x"], [[0, 5, 10]]));
        foreach (var x in (double[])[1, 2, 3, 9])
            tree.Learn(new AdviceSample(new AdviceRound([x], [1, 0], 2), 0, 1, x <= 5 ? 1 : 0));

        tree.Visit([1]);

        Assert.Null(tree.Root.Chosen);
    }

    [Fact]
    public void Choose_OutcomesComeLateAndOutOfOrder_StillLearns()
    {
        var world = Swapping(seed: 5);
        var tree = new ExpertiseTree(SmallWorld.Options(4), world.Grid);
        var events = world.Run(new MetaCmab(4)).Events;
        foreach (var happened in events.Where(happened => happened.Sample is not null).Reverse()) happened.Apply(tree);

        tree.Visit([.2, .5]);

        Assert.Equal(Steps, tree.Samples);
        Assert.Equal(Steps, TreeReport.Of(tree).Leaves.Sum(leaf => leaf.Samples));
    }

    [Fact]
    public void Choose_ContextBeyondTheGrid_FallsIntoTheOutermostBox()
    {
        var world = Swapping(seed: 3);
        var tree = new ExpertiseTree(SmallWorld.Options(4), world.Grid);
        world.Run(tree);

        Assert.Equal(2, tree.Choose(world.Rounds[0] with { Context = [-1000, 1000] }, 0).Propensities.Length);
    }

    [Fact]
    public void Constructor_TooManyFeatures_SaysTheLimit()
    {
        string[] names = [.. Enumerable.Range(0, 65).Select(i => $"f{i}")];
        var grid = new SplitGrid(names, [.. names.Select(_ => new double[] { 0, 1 })]);

        var exception = Assert.Throws<ArgumentException>(() => new ExpertiseTree(SmallWorld.Options(1), grid));

        Assert.Contains("at most 64", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_ContextOfWrongLength_IsRefused()
    {
        var tree = new ExpertiseTree(SmallWorld.Options(1), new SplitGrid(["x"], [[0, 5, 10]]));

        var exception = Assert.Throws<ArgumentException>(() => tree.Choose(new AdviceRound([1, 2], [1, 0], 2), 0));

        Assert.Contains("2 features, the tree 1", exception.Message, StringComparison.Ordinal);
    }

    private static SmallWorld Swapping(int seed) => new(seed, Steps, 4, (expert, x) => (x < .5) == (expert % 2 == 0) ? .85 : .15);
}
