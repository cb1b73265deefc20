using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Tests.Experiments;

public sealed class BootstrapTests
{
    [Fact]
    public void Percentiles_HundredAndOneMeans_InterpolatesOrderStatistics()
    {
        // 0 … 100: position .025 · 100 = 2.5 lies half-way between 2 and 3, and .975 · 100 = 97.5
        var interval = Bootstrap.Percentiles(Enumerable.Range(0, 101).Select(i => (double)i), 0.95);

        Assert.Equal(2.5, interval.Lower, 10);
        Assert.Equal(97.5, interval.Upper, 10);
    }

    [Fact]
    public void MeanInterval_ConstantValues_HasNoWidth()
    {
        var interval = Bootstrap.MeanInterval([0.5, 0.5, 0.5], 200, seed: 1);

        Assert.Equal(new Interval(0.5, 0.5), interval);
    }

    [Fact]
    public void MeanInterval_CoinTosses_IsNearTheNormalInterval()
    {
        // 200 zeros and 200 ones: mean .5, standard error √(.25/400) = .025, so about .5 ± 1.96 · .025 = .451 … .549
        var interval = Bootstrap.MeanInterval([.. Enumerable.Range(0, 400).Select(i => (double)(i % 2))], 5_000, seed: 7);

        Assert.Equal(0.451, interval.Lower, 0.005);
        Assert.Equal(0.549, interval.Upper, 0.005);
    }

    [Fact]
    public void Means_SameSeed_DrawsTheSameQueriesForEveryColumn()
    {
        var means = Bootstrap.Means([[1, 2, 3], [11, 12, 13]], 50, seed: 9);

        Assert.All(means[0].Zip(means[1]), pair => Assert.Equal(pair.First + 10, pair.Second, 10));
        Assert.Equal(means[0], Bootstrap.Means([[1, 2, 3]], 50, seed: 9)[0]);
    }

    [Fact]
    public void Means_UnequalColumns_Throws() =>
        Assert.Throws<ArgumentException>(() => Bootstrap.Means([[1, 2], [1]], 10, seed: 1));
}
