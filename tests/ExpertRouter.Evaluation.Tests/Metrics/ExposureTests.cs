using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Tests.Metrics;

public sealed class ExposureTests
{
    [Fact]
    public void Gini_OneHasEverything_IsOneMinusOneOverN() =>
        Assert.Equal(0.75, Exposure.Gini([0, 0, 8, 0]), 12);

    [Fact]
    public void Gini_EqualAmounts_IsZero() => Assert.Equal(0, Exposure.Gini([2, 2, 2]), 12);

    [Fact]
    public void Gini_OneToThree_IsWorkedValue()
    {
        // (2·1−4)·1 + (2·2−4)·2 + (2·3−4)·3 = −2 + 0 + 6 = 4; / (3 · 6) = 2/9
        Assert.Equal(2 / 9.0, Exposure.Gini([3, 1, 2]), 12);
    }

    [Fact]
    public void Of_TwoRankings_SumsDiscountsAndKeepsTheUnseen()
    {
        var exposure = Exposure.Of([["a", "b"], ["b", "a"]], ["a", "b", "c"], k: 2);

        // 1/log2(2) + 1/log2(3) = 1 + 0.630930
        Assert.Equal(1.630930, exposure["a"], 6);
        Assert.Equal(exposure["a"], exposure["b"], 12);
        Assert.Equal(0, exposure["c"]);
    }

    [Fact]
    public void Of_RankedStranger_Throws() =>
        Assert.Throws<ArgumentException>(() => Exposure.Of([["z"]], ["a"], k: 1));
}
