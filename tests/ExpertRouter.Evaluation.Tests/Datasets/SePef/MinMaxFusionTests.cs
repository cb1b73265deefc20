using ExpertRouter.Evaluation.Datasets.SePef;

namespace ExpertRouter.Evaluation.Tests.Datasets.SePef;

public sealed class MinMaxFusionTests
{
    [Fact]
    public void Fuse_TwoLists_WeighsNormalisedScores()
    {
        // first 2 4 6 → 0 .5 1 · second 9 1 5 → 1 0 .5 · .4 · first + .6 · second = .6, .2, .7
        var fused = MinMaxFusion.Fuse([2, 4, 6], [9, 1, 5], 0.4);

        Assert.Equal([0.6, 0.2, 0.7], fused.Select(f => Math.Round(f, 12)));
    }

    [Fact]
    public void Normalise_EqualScores_AreZero() => Assert.Equal([0.0, 0.0], MinMaxFusion.Normalise([3, 3]));

    [Fact]
    public void Fuse_UnequalLengths_Throws() => Assert.Throws<ArgumentException>(() => MinMaxFusion.Fuse([1], [1, 2], 0.5));
}
