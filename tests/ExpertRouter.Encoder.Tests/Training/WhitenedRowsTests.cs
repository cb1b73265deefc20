using System.Runtime.InteropServices;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Tokenization;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class WhitenedRowsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("whitened-").FullName;

    [Fact]
    public void Create_TwoComponents_AreWhitenedByHandWorkedNumbers()
    {
        var (vocabulary, vectors) = Write(("left", [3, 1]), ("right", [1, 1]), ("up", [2, 3]), ("down", [2, -1]));

        var whitened = WhitenedRows.Create(2, vocabulary, vectors, 1, .1, Texts(vocabulary, "left", "right", "up", "down", "unknown"));

        // mean (2, 1), variances .5 and 2, no covariance; a tenth of the mean variance is added: .625 and 2.125
        // the larger variance comes first: (0, ±1/√.625) and (±2/√2.125, 0), squares 1.6 · 2 + 4/2.125 · 2 = 6.964706; those of the vectors 10 + 2 + 13 + 5 = 30
        var scale = Math.Sqrt(30 / 6.964706);
        Assert.Equal([0, scale / Math.Sqrt(.625)], Row(whitened, vocabulary, "left"), Close);
        Assert.Equal([-2 * scale / Math.Sqrt(2.125), 0], Row(whitened, vocabulary, "down"), Close);
        Assert.Equal([0, 0], Row(whitened, vocabulary, "unknown"), Close);
    }

    [Fact]
    public void Create_FewerComponentsThanTheVectorsHave_KeepsTheLargestVariance()
    {
        var (vocabulary, vectors) = Write(("left", [3, 1]), ("right", [1, 1]), ("up", [2, 3]), ("down", [2, -1]));

        var whitened = WhitenedRows.Create(1, vocabulary, vectors, 1, 0, Texts(vocabulary, "left", "right", "up", "down"));

        // without shrinkage up and down lie at ±2/√2, left and right at 0: squares 4; a component of the vectors has 30/2 of 4 words
        Assert.Equal(Math.Sqrt(2) * Math.Sqrt(15 / 4.0), Row(whitened, vocabulary, "up")[0], 1e-4);
        Assert.Equal(0, Row(whitened, vocabulary, "left")[0], 1e-4);
    }

    [Fact]
    public void Create_MoreComponentsThanTheVectorsHave_SaysBoth()
    {
        var (vocabulary, vectors) = Write(("left", [3, 1]));

        var error = Assert.Throws<ArgumentException>(() => WhitenedRows.Create(3, vocabulary, vectors, 1, 1, Texts(vocabulary, "left")));

        Assert.Contains("3 whitened components are wanted (AnchorWidth), but the word vectors have 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CopyTo_WordWithoutVector_ClearsTheFirstFewAndScalesTheOthers()
    {
        var (vocabulary, vectors) = Write(("left", [3, 1]), ("up", [2, 3]));
        Assert.True(vocabulary.TryGetId("unknown", out var unknown));
        float[] row = [7, 7, 7];

        WhitenedRows.Create(2, vocabulary, vectors, 1, 1, Texts(vocabulary, "left", "up")).CopyTo(unknown, row, 1, .5f);

        Assert.Equal([0, 3.5f, 3.5f], row);
    }

    [Fact]
    public void Create_Texts_AreMeansByIdf()
    {
        // one text of two words: its mean lies nearer to the rarer one, and that is where 0 comes to lie
        var (vocabulary, vectors) = Write(("common", [0, 0]), ("rare", [1, 0]));
        Assert.True(vocabulary.TryGetId("common", out var common));
        Assert.True(vocabulary.TryGetId("rare", out var rare));
        var share = vocabulary.InverseDocumentFrequency(rare) / (vocabulary.InverseDocumentFrequency(rare) + vocabulary.InverseDocumentFrequency(common));

        var whitened = WhitenedRows.Create(2, vocabulary, vectors, 1, .1, [[common, rare]]);

        var (low, high) = (Row(whitened, vocabulary, "common"), Row(whitened, vocabulary, "rare"));
        var apart = high.Zip(low, (right, left) => right - left).ToArray();
        Assert.Equal(share, -low.Zip(apart, (left, step) => left * step).Sum() / apart.Sum(step => step * step), 1e-5);
    }

    [Fact]
    public void None_LeavesEveryWordAtZero()
    {
        var (vocabulary, _) = Write(("left", [3, 1]));

        Assert.Equal([0, 0], Row(WhitenedRows.None(2), vocabulary, "left"), Close);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static bool Close(double left, double right) => Math.Abs(left - right) < 1e-4;

    private static IEnumerable<int[]> Texts(WordVocabulary vocabulary, params string[] texts) =>
        texts.Select(text => new WordTokenizer(vocabulary).Encode(text, 10).ToArray());

    private static double[] Row(WhitenedRows whitened, WordVocabulary vocabulary, string word)
    {
        Assert.True(vocabulary.TryGetId(word, out var id));
        var row = new float[2];
        whitened.CopyTo(id, row, 2, 1);
        return [row[0], row[1]];
    }

    /// <summary>The words' vectors start with the given components; each word stands in a text of its own, "common" in all.</summary>
    private (WordVocabulary, WordVectors) Write(params (string Word, float[] Start)[] words)
    {
        var numbers = new Half[words.Length * 2];
        foreach (var (i, (_, start)) in words.Index())
            for (var j = 0; j < start.Length; j++)
                numbers[i * 2 + j] = (Half)start[j];
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), words.Select(word => word.Word));
        File.WriteAllBytes(Path.Combine(folder, "vectors.f16"), MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());
        var builder = new WordVocabularyBuilder();
        foreach (var word in words.Select(word => word.Word).Append("unknown"))
            builder.Add(words.Any(entry => entry.Word == "common") ? $"common {word}" : word);
        builder.Add("something else");
        return (builder.Build(1, 100, null, new WordTokenizerOptions { Buckets = 4 }), WordVectors.Load(folder));
    }
}
