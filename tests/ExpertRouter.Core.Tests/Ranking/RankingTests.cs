using ExpertRouter.Core.Ranking;
using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Core.Tests.Ranking;

public sealed class RankingTests
{
    [Fact]
    public void Minimise_Quadratic_FindsMinimum()
    {
        // f = (x - 3)^2 + 10 (y + 1)^2
        var point = Lbfgs.Minimise(
            (at, gradient) =>
            {
                gradient[0] = 2 * (at[0] - 3);
                gradient[1] = 20 * (at[1] + 1);
                return ((at[0] - 3) * (at[0] - 3)) + (10 * (at[1] + 1) * (at[1] + 1));
            },
            [0, 0]);

        Assert.Equal(3, point[0], 4);
        Assert.Equal(-1, point[1], 4);
    }

    [Fact]
    public void Fit_OneFeatureTwoCandidates_HasHandWorkedWeight()
    {
        // Three of four past queries chose the candidate with feature 1 over the one with feature -1; mean 0, deviation 1.
        // Without penalty 1 / (1 + exp(-2 w)) = 3/4, so w = ln 3 / 2 = .549306.
        RankingGroup[] groups =
        [
            new([1, -1], 2, [0]), new([1, -1], 2, [0]), new([1, -1], 2, [0]), new([1, -1], 2, [1]),
        ];

        var mixture = new ListwiseMixtureTrainer(penalty: 0).Fit(["f"], groups);

        Assert.Equal(.549306, mixture.Weights[0], 3);
    }

    [Fact]
    public void Fit_StrongPenalty_StaysAtPrior()
    {
        RankingGroup[] groups = [new([1, -1], 2, [1])];

        var mixture = new ListwiseMixtureTrainer(penalty: 1e6, prior: [.4]).Fit(["f"], groups);

        Assert.Equal(.4, mixture.Weights[0], 3);
    }

    [Fact]
    public void Fit_NothingRelevant_SaysSo()
    {
        var exception = Assert.Throws<ArgumentException>(() => new ListwiseMixtureTrainer().Fit(["f"], [new([1, 2], 2, [])]));

        Assert.Contains("nothing to learn", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_Mixture_AddsUpToScoreMinusMeanScore()
    {
        var mixture = new ListwiseMixture(["a", "b"], [2, -1], [1, 0], [2, 1]);
        var group = new RankingGroup([3, 1, 5, 2, 1, 0], 3, []);

        var scores = mixture.Score(group);
        var parts = mixture.Explain(group, 1);

        // scores: 2*(3-1)/2 - 1 = 1; 2*(5-1)/2 - 2 = 2; 2*(1-1)/2 - 0 = 0; mean 1, so candidate 1 stands 1 above it:
        // a: 1 * (5 - 3) = 2; b: -1 * (2 - 1) = -1
        Assert.Equal([1, 2, 0], scores);
        Assert.Equal([2, -1], parts);
    }

    [Fact]
    public void LinearTextMap_OneWordOnePerson_HasRidgeSolution()
    {
        // Two documents with the single word 0 (value 1), one by person 0: w = 1 / (2 + 1) = 1/3; word 1 belongs to person 1: 1/2.
        TermVector[] documents = [new([0], [1]), new([0], [1]), new([1], [1])];

        var map = LinearTextMap.Fit(documents, 2, [[0], [], [1]], 2, penalty: 1);

        Assert.Equal(1.0 / 3, map.Score(new TermVector([0], [1]))[0], 5);
        Assert.Equal(.5, map.Score(new TermVector([1], [1]))[1], 5);
        Assert.Equal(0, map.Score(new TermVector([1], [1]))[0], 5);
    }

    [Fact]
    public void LinearTextMap_RareWord_HasNoWeight()
    {
        TermVector[] documents = [new([0], [1]), new([0], [1]), new([1], [1])];

        var map = LinearTextMap.Fit(documents, 2, [[0], [0], [0]], 1, minimumDocuments: 2);

        Assert.Equal(0, map.Score(new TermVector([1], [1]))[0]);
        Assert.True(map.Score(new TermVector([0], [1]))[0] > .6);
    }

    [Fact]
    public void LogisticTextModel_WithoutWords_LearnsShares()
    {
        // No words at all: the free intercepts give the shares 3/4 and 1/4.
        TermVector[] texts = [TermVector.Empty, TermVector.Empty, TermVector.Empty, TermVector.Empty];

        var model = LogisticTextModel.Fit(texts, 1, [0, 0, 0, 1], 2);

        Assert.Equal(Math.Log(.75), model.Score(TermVector.Empty)[0], 3);
    }

    [Fact]
    public void RollingMixture_NothingKnown_ScoresZeroAndNeverAsks()
    {
        var rolling = new RollingMixture(["f"], strength: 10, refitAfter: 5);

        var scores = rolling.Score(new RankingGroup([1, 2], 2, []), 0, () => throw new InvalidOperationException("asked"));

        Assert.Equal([0, 0], scores);
    }

    [Fact]
    public void RollingMixture_KnownOutcomes_RanksWhatWasRight()
    {
        var rolling = new RollingMixture(["f"], strength: 1, refitAfter: 5);
        RankingGroup[] known = [.. Enumerable.Repeat(new RankingGroup([0, 1], 2, [1]), 10)];

        var scores = rolling.Score(new RankingGroup([5, 2], 2, []), known.Length, () => known);

        Assert.True(scores[0] > scores[1]);
    }

    [Fact]
    public void FeatureTable_LogShare_IsRelativeToBest()
    {
        var table = new FeatureTable(3);

        table.AddLogShare("f", [2, 4, -1], .5);

        // ln(2/4 + .5) = 0; ln(1 + .5) = .405465; ln(0 + .5) = -.693147
        var group = table.ToGroup(1);
        Assert.Equal(0, group.Features[0], 5);
        Assert.Equal(.405465, group.Features[1], 4);
        Assert.Equal(-.693147, group.Features[2], 4);
    }
}
