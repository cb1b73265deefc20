using ExpertRouter.Evaluation.Datasets.Embeddings;

namespace ExpertRouter.Evaluation.Tests.Datasets.Embeddings;

public sealed class PairEmbeddingsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FoundAsync_Ranks_AreAmongTheSameSourceAndTiesCountAgainstThePair()
    {
        EmbeddedPair[] pairs =
        [
            new() { Source = "x", Anchor = "a", Positive = "a" }, // nearest of a, b, ab: itself
            new() { Source = "x", Anchor = "c", Positive = "b" }, // all cosines 0: three level, so third
            new() { Source = "x", Anchor = "a", Positive = "ab" }, // a is nearer
            new() { Source = "y", Anchor = "a", Positive = "abc" }, // alone in its source
        ];

        Assert.Equal([1, 3, 2, 1], await PairEmbeddings.FoundAsync(pairs, Letters.Embedder, Token));
    }

    [Fact]
    public async Task RunAsync_SourcesBigEnough_GetWordsEncoderAndBoth()
    {
        // 40 pairs of one word each that all differ, but the letters are the same everywhere: TF-IDF finds every pair, the encoder none (all level: rank 40, ties by number)
        var pairs = Enumerable.Range(0, 40).Select(i => new EmbeddedPair { Source = "s", Anchor = $"a{i}", Positive = $"a{i} a" })
            .Append(new EmbeddedPair { Source = "tiny", Anchor = "a", Positive = "b" });

        var rows = await PairEmbeddings.RunAsync("set", pairs, [Letters.Embedder], Token);

        Assert.Equal(
            ["TF-IDF", "letters", "TF-IDF + letters", "letters, centred", "TF-IDF + letters, centred", "letters, whitened", "TF-IDF + letters, whitened"],
            rows.Select(row => row.System));
        Assert.All(rows, row => Assert.Equal("set: s", row.Dataset));
        Assert.Equal(1, rows[0].Metrics["R@10"]);
        Assert.Equal(.25, rows[1].Metrics["R@10"]); // level candidates come in order: 10 of 40 anchors find theirs
        Assert.Equal(1, rows[2].Metrics["R@10"]);
        Assert.Equal("TF-IDF", rows[2].Baseline);
    }
}
