using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.Learning.Tests.ExpertiseTrees;

public sealed class SplitGridTests
{
    [Fact]
    public void FromContexts_FiveValues_InterpolatesQuantilesAndOpensTheEnds()
    {
        // Places (5 − 1) · q: 0, .4, .8, … on 0, 10, 20, 30, 40.
        double[][] contexts = [[40], [0], [20], [10], [30]];

        var list = SplitGrid.FromContexts(["x"], contexts).Quantiles[0];

        double[] expected = [-1e-5, 4 + 1e-5, 8 + 1e-5, 12 + 1e-5, 16 + 1e-5, 20 + 1e-5, 24 + 1e-5, 28 + 1e-5, 32 + 1e-5, 36 + 1e-5, 40 + 1e-5];
        Assert.All(expected.Zip(list), pair => Assert.Equal(pair.First, pair.Second, 12));
    }

    [Fact]
    public void Candidates_OddEvenAndTwoValues_AreCutAsPublished()
    {
        // Odd: median 2 is in the list. Even: median 2.5 lies between, the low list ends at 2. Two: half-way. Rare: the median is
        // repeated, the high list starts at the last of the repeats. Constant: nothing to cut.
        var node = new TreeNode(null, 0, 0, false, [[1, 2, 3], [1, 2, 3, 4], [1, 3], [0, 1, 1, 1, 2], [1, 1, 1]]);

        var candidates = CandidateSplit.Of(node);

        Assert.Equal([0, 1, 2, 3], candidates.Select(candidate => candidate.Feature));
        Assert.Equal([2, 2, 2, 1], candidates.Select(candidate => candidate.Boundary));
        Assert.Equal([1, 2], candidates[0].Low.Lists[0]);
        Assert.Equal([2, 3], candidates[0].High.Lists[0]);
        Assert.Equal([1, 2], candidates[1].Low.Lists[1]);
        Assert.Equal([2, 3, 4], candidates[1].High.Lists[1]);
        Assert.Equal([1, 2], candidates[2].Low.Lists[2]);
        Assert.Equal([2, 3], candidates[2].High.Lists[2]);
        Assert.Equal([0, 1, 1, 1], candidates[3].Low.Lists[3]);
        Assert.Equal([1, 2], candidates[3].High.Lists[3]);
    }

    [Fact]
    public void FromContexts_Nothing_IsRefused() =>
        Assert.Throws<ArgumentException>(() => SplitGrid.FromContexts(["x"], []));
}
