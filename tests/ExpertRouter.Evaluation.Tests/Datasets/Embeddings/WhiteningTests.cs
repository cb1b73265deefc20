using ExpertRouter.Evaluation.Datasets.Embeddings;

namespace ExpertRouter.Evaluation.Tests.Datasets.Embeddings;

public sealed class WhiteningTests
{
    [Fact]
    public void Apply_IndependentDirections_GetEqualWeight()
    {
        // mean (1, 0), variances 16 and 1 (of ±4 and ±1, half of each: 8 and .5), no shrinkage: x → (x₁ − 1) / √8, x₂ / √.5
        var whitening = new Whitening([[5, 0], [-3, 0], [1, 1], [1, -1]], 0);

        var mapped = whitening.Apply([5, 1]);

        Assert.Equal(4 / Math.Sqrt(8), mapped[0], 1e-4);
        Assert.Equal(1 / Math.Sqrt(.5), mapped[1], 1e-4);
    }

    [Fact]
    public void Apply_Shrinkage_IsAShareOfTheMeanVariance()
    {
        // variances 8 and .5, mean 4.25; shrinkage 2 adds 8.5: (5 − 1) / √16.5 and 1 / √9
        var mapped = new Whitening([[5, 0], [-3, 0], [1, 1], [1, -1]], 2).Apply([5, 1]);

        Assert.Equal(4 / Math.Sqrt(16.5), mapped[0], 1e-4);
        Assert.Equal(1.0 / 3, mapped[1], 1e-4);
    }

    [Fact]
    public void Apply_DirectionsThatGoTogether_ComeOutUncorrelated()
    {
        var random = new Random(3);
        float[][] vectors = [.. Enumerable.Range(0, 500).Select(_ =>
        {
            var (a, b, c) = (random.NextSingle(), random.NextSingle(), random.NextSingle());
            return new[] { a, a + .1f * b, 3 * c - a };
        })];
        var whitening = new Whitening(vectors, 0);

        var mapped = vectors.Select(whitening.Apply).ToArray();

        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
                Assert.Equal(i == j ? 1 : 0, mapped.Average(vector => vector[i] * vector[j]), 2e-3);
    }

    [Fact]
    public void Apply_NoVectors_ChangesNothing() => Assert.Empty(new Whitening([], 1).Apply([]));
}
