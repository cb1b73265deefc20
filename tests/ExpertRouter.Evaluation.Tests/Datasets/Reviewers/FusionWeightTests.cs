using ExpertRouter.Evaluation.Datasets.Reviewers;

namespace ExpertRouter.Evaluation.Tests.Datasets.Reviewers;

public sealed class FusionWeightTests
{
    [Fact]
    public void MeanReciprocalRank_TiesCountAgainstTheAuthor() =>
        // ranks 1, 3 (one better, one level) and 2
        Assert.Equal((1 + 1 / 3.0 + .5) / 3, FusionWeight.MeanReciprocalRank([[3, 1, 2], [1, 1, 2], [1, 0, 1]]), 1e-12);

    [Fact]
    public void Choose_SecondOnlyMisleads_IsLeftOut() =>
        Assert.Equal((0, 1), FusionWeight.Choose([[1, 0], [1, 0]], [[0, 5], [0, 5]]));

    [Fact]
    public void Choose_SecondPutsOnePaperRight_GetsTheSmallestWeightThatDoes()
    {
        // first: mean .6, deviation .8; z = .5, .5 and −.75, 1.75 and so on; the second is right on both papers
        double[][] first = [[2, 0], [0, .4]], second = [[1, -1], [1, -1]];

        var (weight, rank) = FusionWeight.Choose(first, second);

        // the author of the second paper lacks .4/.825 = .485 in z, the second reading gives 2 · weight
        Assert.Equal((.3, 1), (weight, rank));
    }
}
