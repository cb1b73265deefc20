using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Hybrid;

namespace ExpertRouter.Search.Tests.Hybrid;

public sealed class MeaningFusionTests
{
    private static readonly FusionOptions Options = new() { Weight = 0.5, Floor = 0.2, LeastCosine = 0.4 };

    [Fact]
    public void Fuse_WordsAndMeaning_AddUp()
    {
        var cosines = new Dictionary<long, double> { [1] = 0.2, [2] = 0.6 };

        var hits = Fuse([Hit(1, 8), Hit(2, 6)], [Hit(3, 0.9), Hit(2, 0.6)], cosines);

        // 1: 8/8 + .5 · 0 = 1. 2: 6/8 + .5 · (.6 − .2)/.8 = .75 + .25 = 1. 3: 0 + .5 · .7/.8 = .4375.
        Assert.Equal([1, 2, 3], hits.Select(hit => hit.DocumentId));
        Assert.Equal([1, 1, 0.4375], hits.Select(hit => Math.Round(hit.Score, 9)));
        Assert.Equal([0, 0.25, 1], hits.Select(hit => Math.Round(hit.MeaningShare, 9)));
        Assert.Equal([1, 0.75, 0], hits.Select(hit => Math.Round(hit.WordsScore, 9)));
        Assert.Equal([0.2, 0.6, 0.9], hits.Select(hit => Math.Round(hit.Cosine!.Value, 9)));
        Assert.Equal([1, 2, 3], hits.Select(hit => hit.Rank));
    }

    [Fact]
    public void Fuse_OnlyMeaningFoundItAndNotNear_IsLeftOut()
    {
        var hits = Fuse([Hit(1, 8)], [Hit(2, 0.4), Hit(3, 0.39)], []);

        Assert.Equal([1, 2], hits.Select(hit => hit.DocumentId));
    }

    [Fact]
    public void Fuse_NoWordFound_MeaningAloneRanks()
    {
        var hits = Fuse([], [Hit(5, 0.6), Hit(4, 0.5)], []);

        Assert.Equal([5, 4], hits.Select(hit => hit.DocumentId));
        Assert.All(hits, hit => Assert.Equal(1, hit.MeaningShare));
    }

    [Fact]
    public void Fuse_NoVectors_IsTheOrderOfWords()
    {
        var hits = Fuse([Hit(9, 4), Hit(1, 2), Hit(3, 1)], [], []);

        Assert.Equal([9, 1, 3], hits.Select(hit => hit.DocumentId));
        Assert.All(hits, hit => Assert.Equal((0, null), (hit.MeaningShare, hit.Cosine)));
    }

    [Fact]
    public void Fuse_Depth_CutsAfterFusion()
    {
        var hits = MeaningFusion.Fuse([Hit(1, 8), Hit(2, 0.1)], [Hit(3, 1)], _ => null, Options, 2);

        Assert.Equal([1, 3], hits.Select(hit => hit.DocumentId));
    }

    private static IReadOnlyList<Hit> Fuse(IReadOnlyList<Hit> words, IReadOnlyList<Hit> meaning, Dictionary<long, double> cosines) =>
        MeaningFusion.Fuse(words, meaning, number => cosines.TryGetValue(number, out var cosine) ? cosine : null, Options, 10);

    private static Hit Hit(long id, double score) => new() { DocumentId = id, Score = score, Rank = 1 };
}
