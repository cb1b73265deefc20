using System.Text.Json;
using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Tests.Tokenization;

public sealed class UnigramTokenizerTests : IDisposable
{
    // Ids 0-5 reserved, then 6 ▁, 7 a, 8 b, 9 ab, 10 ▁a, 11 ▁ab, 12 ba.
    private const string Vocabulary = "<unk>\t0\n<s>\t0\n</s>\t0\nx\t0\ny\t0\nz\t0\n▁\t-2\na\t-3\nb\t-3\nab\t-5\n▁a\t-4\n▁ab\t-8\nba\t-4.5\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("unigram").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private UnigramTokenizer Build(string vocabulary)
    {
        var path = Path.Combine(_folder, "vocab.tsv");
        File.WriteAllText(path, vocabulary);
        return UnigramTokenizer.Load(path);
    }

    [Theory]
    [InlineData("ab", new[] { 10, 8 })] // ▁ab: ▁a+b = -7 beats ▁+ab = -7 (tie, later start wins), ▁ab = -8
    [InlineData("aba", new[] { 10, 12 })] // ▁a+ba = -8.5 beats ▁+ab+a = -10, ▁a+b+a = -10
    [InlineData("a b", new[] { 10, 6, 8 })]
    [InlineData("xyz", new[] { 6, 0 })] // reserved pieces are never matched, a run of unknowns is one id
    [InlineData("x a", new[] { 6, 0, 10 })]
    [InlineData("ａb", new[] { 10, 8 })] // NFKC makes the full-width a plain
    public void Encode_TinyVocabulary_BestSegmentation(string text, int[] expected) =>
        Assert.Equal(expected, Build(Vocabulary).Encode(text, 100));

    [Fact]
    public void Encode_PieceListedTwice_LaterCounts() =>
        Assert.Equal([14], Build(Vocabulary + "▁q\t-1\n▁q\t-1\n").Encode("q", 100));

    [Theory]
    [InlineData("", 0)]
    [InlineData("😀😀😀", 2)]
    [InlineData("\ud83d", 2)]
    public void Encode_OddText_NeverThrows(string text, int tokens) =>
        Assert.Equal(tokens, Build(Vocabulary).Encode(text, 100).Count);

    [Fact]
    public void Encode_Megabyte_StopsAtTheLimit() =>
        Assert.Equal(128, Build(Vocabulary).Encode(string.Concat(Enumerable.Repeat("ab ", 350_000)), 128).Count);

    [Theory]
    [InlineData("<unk>\t0\n", "more than 6 lines")]
    [InlineData(Vocabulary + "broken\n", ":14:")]
    [InlineData(Vocabulary + "n\tNaN\n", ":14:")]
    public void Load_DamagedFile_SaysWhere(string content, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => Build(content)).Message, StringComparison.Ordinal);

    [Fact]
    public void Encode_UniversalSentenceEncoderLite_EqualsRecordedIds()
    {
        var shared = Environment.GetEnvironmentVariable("EXPERTROUTER_SHARED");
        Assert.SkipWhen(string.IsNullOrEmpty(shared), "set EXPERTROUTER_SHARED to the folder with models/use-lite");
        var folder = Path.Combine(shared, "models", "use-lite");
        var tokenizer = UnigramTokenizer.Load(Path.Combine(folder, "vocab.tsv"));
        var compared = 0;

        foreach (var line in File.ReadLines(Path.Combine(folder, "parity.jsonl")))
        {
            using var entry = JsonDocument.Parse(line);
            var text = entry.RootElement.GetProperty("text").GetString()!;
            var expected = entry.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32());
            Assert.Equal(expected, tokenizer.Encode(text, 100_000));
            compared++;
        }

        Assert.Equal(210, compared);
    }
}
