using ExpertRouter.App.Routing.Deciding.Trees;
using ExpertRouter.Core.Routing;
using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.App.Tests.Routing.Trees;

public sealed class LearnedTreeTests
{
    [Fact]
    public void OpinionOf_AdviserGoodWithOneTagOnly_IsTrustedThereOnly()
    {
        // Two experts, one of them right. "a" knows which with the tag and says the opposite without it; "b" the other way round.
        var tree = new LearnedTree([.. Enumerable.Range(0, 80).Select(i =>
        {
            var (printer, right, asked) = (i % 2 == 0, i / 2 % 2, i / 4 % 2);
            return new AdviceOutcome(Traits(printer), ["a", "b"], Advice(printer ? right : 1 - right), 2, asked, .5, asked == right ? 1 : 0);
        })]);

        var with = tree.OpinionOf(new RoutingAdvice(Traits(printer: true), ["a", "b"], [7, 8], Advice(1)));
        var without = tree.OpinionOf(new RoutingAdvice(Traits(printer: false), ["a", "b"], [7, 8], Advice(1)));

        Assert.Equal([1, 0], with.Order());
        Assert.Equal([0, 1], without.Order());
        Assert.Equal("tickets with tag 'printer'", FeatureNames.Region(with.Path));
        Assert.Equal("tickets with no tag 'printer'", FeatureNames.Region(without.Path));
        Assert.Equal((40, 40, 80), (with.Path.Samples, without.Path.Samples, with.Outcomes));
    }

    [Fact]
    public void ExpectedRewards_TwoEqualOutcomes_AreThoseOfRidgeRegression()
    {
        // z = (.5, 1), r − μ = .5, twice: θ = (100 I + 2 z z')⁻¹ z = z / 102.5. Arms that are advised 1 and 0 have z·θ = 1.25 / 102.5 and .75 / 102.5.
        var tree = new ExpertiseTree(new TreeOptions { Experts = ["a"] }, SplitGrid.FromContexts(["x"], [[0.0]]));
        var round = new AdviceRound([0], [1, 0], 2);
        Assert.Equal([.5, .5], TreeAdvice.ExpectedRewards(tree, round));
        tree.Learn(new AdviceSample(round, 0, 1, 1));
        tree.Learn(new AdviceSample(round, 0, 1, 1));
        tree.Visit([0]);
        var before = TreeFingerprint.Of(tree);

        var rewards = TreeAdvice.ExpectedRewards(tree, round);

        Assert.Equal(.5 + (1.25 / 102.5), rewards[0], 1e-12);
        Assert.Equal(.5 + (.75 / 102.5), rewards[1], 1e-12);
        Assert.Equal(before, TreeFingerprint.Of(tree));
        Assert.Throws<ArgumentException>(() => TreeAdvice.ExpectedRewards(tree, new AdviceRound([0, 0], [1, 0], 2)));
    }

    [Fact]
    public void StatusOf_Report_NamesTheWorstRegionAndItsCount()
    {
        var (good, bad) = (new TreePath([new PathCondition("words", 40, null)], [], 6), new TreePath([new PathCondition("words", null, 40)], [], 4));

        var line = TreeWords.StatusOf(TreeMode.Observe, new TreeReport([new TreeLeaf(good, 6, .5, 6), new TreeLeaf(bad, 4, .25, 3.1)]));

        Assert.Equal("Expertise tree (Observe): 10 outcomes in 2 regions. Worst: tickets with words ≤ 40, 25 % resolved by who was asked, of 4 outcomes (worth 3.1 for judging it).", line);
        Assert.Equal("Expertise tree: off.", TreeWords.StatusOf(TreeMode.Off, null));
        Assert.Equal("Expertise tree (Apply): has learned from no outcome yet.", TreeWords.StatusOf(TreeMode.Apply, null));
    }

    private static TicketTraits Traits(bool printer) => new(10, 9, "api", printer ? ["printer"] : [], null, []);

    private static double[] Advice(int a) => a == 0 ? [1, 0, 0, 1] : [0, 1, 1, 0];
}
