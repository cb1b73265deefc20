using ExpertRouter.Evaluation.Datasets.Embeddings;

namespace ExpertRouter.Evaluation.Tests.Datasets.Embeddings;

public sealed class EmbeddingSpaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WholeAsync_Vectors_GetLengthOneAndTextsWithoutOneAreLikeNothing()
    {
        // aaabbbb → (3, 4, 0) / 5
        var space = await EmbeddingSpace.WholeAsync(Letters.Embedder, ["aaabbbb", "xyz"], ["a"], Token);

        Assert.Equal([.6f, .8f, 0], space.Documents[0]);
        Assert.Equal([.6, 0], space.Cosines(space.Queries[0]), (left, right) => Math.Abs(left - right) < 1e-6);
    }

    [Fact]
    public async Task Centred_MeanOfTheDocuments_IsTakenFromDocumentsAndQueries()
    {
        var space = (await EmbeddingSpace.WholeAsync(Letters.Embedder, ["a", "b"], ["a", "c"], Token)).Centred();

        // mean (.5, .5, 0): a → (.5, −.5, 0) → (.7071, −.7071, 0); b the opposite; c → (−.5, −.5, 1) / 1.2247
        Assert.Equal([.70711f, -.70711f, 0], space.Documents[0].Select(value => MathF.Round(value, 5)));
        Assert.Equal([1, -1], space.Cosines(space.Queries[0]).Select(value => Math.Round(value, 5)));
        Assert.Equal([-.40825f, -.40825f, .8165f], space.Queries[1].Select(value => MathF.Round(value, 5)));
        Assert.Equal("letters, centred", space.Name);
    }

    [Fact]
    public async Task BySentenceAsync_Text_IsTheMeanOfItsSentences()
    {
        // sentences "aa." → (1, 0, 0) and "b" → (0, 1, 0): sum (1, 1, 0) / √2; as a whole it would be (2, 1, 0) / √5
        var space = await EmbeddingSpace.BySentenceAsync(Letters.Embedder, ["aa. b"], [], Token);

        Assert.Equal([.70711f, .70711f, 0], space.Documents[0].Select(value => MathF.Round(value, 5)));
    }

    [Theory]
    [InlineData("One. Two! Three? Four", 4)]
    [InlineData("version 2.1 of e.g.this", 1)]
    [InlineData("first line\nsecond line\n\n...\n", 2)]
    [InlineData("", 0)]
    public void Of_Text_IsCutAtEnds(string text, int count) => Assert.Equal(count, Sentences.Of(text).Count);
}
