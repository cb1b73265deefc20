using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Tests.Tokenization;

/// <summary>Expected ids were recorded from the Hugging Face tokenizers library (BertNormalizer, WordPiece) over the same tiny vocabulary.</summary>
public sealed class WordPieceTokenizerTests
{
    private static readonly string Vocabulary = Path.Combine(AppContext.BaseDirectory, "Tokenization", "Files", "wordpiece-vocab.txt");

    [Theory]
    [InlineData("The printer does not connect to Wi-Fi!", new[] { 2, 5, 6, 10, 11, 12, 15, 16, 18, 1, 21, 3 })]
    [InlineData("Café, CAFE\u0301.", new[] { 2, 22, 20, 22, 19, 3 })]
    [InlineData("C++ error 0x800", new[] { 2, 23, 24, 24, 29, 25, 26, 27, 28, 3 })]
    [InlineData("kubelet printing", new[] { 2, 30, 31, 32, 7, 14, 3 })]
    [InlineData("東京 a", new[] { 2, 33, 34, 35, 3 })]
    [InlineData("don't print@the", new[] { 2, 1, 36, 1, 7, 37, 5, 3 })]
    [InlineData("unknownword the", new[] { 2, 1, 5, 3 })]
    [InlineData("a\u00a0the\u200bprinter", new[] { 2, 35, 1, 3 })]
    [InlineData("😀 the 😀", new[] { 2, 1, 5, 1, 3 })]
    public void Encode_Uncased_EqualsRecordedIds(string text, int[] expected) =>
        Assert.Equal(expected, WordPieceTokenizer.Load(Vocabulary, lowerCase: true).Encode(text, 100));

    [Theory]
    [InlineData("The printer does not connect to Wi-Fi!", new[] { 2, 1, 6, 10, 11, 12, 15, 1, 18, 1, 21, 3 })]
    [InlineData("Café, CAFE\u0301.", new[] { 2, 1, 20, 1, 19, 3 })]
    [InlineData("C++ error 0x800", new[] { 2, 1, 24, 24, 29, 25, 26, 27, 28, 3 })]
    public void Encode_Cased_EqualsRecordedIds(string text, int[] expected) =>
        Assert.Equal(expected, WordPieceTokenizer.Load(Vocabulary, lowerCase: false).Encode(text, 100));

    [Fact]
    public void Encode_WordOfMoreThanAHundredCharacters_IsUnknown() =>
        Assert.Equal([2, 1, 5, 3], WordPieceTokenizer.Load(Vocabulary, lowerCase: true).Encode(new string('x', 120) + " the", 100));

    [Fact]
    public void Encode_LongText_EndsWithSeparatorInsideTheLimit() =>
        Assert.Equal([2, 5, 5, 3], WordPieceTokenizer.Load(Vocabulary, lowerCase: true).Encode(string.Concat(Enumerable.Repeat("the ", 200_000)), 4));

    [Theory]
    [InlineData("")]
    [InlineData("  \t\n")]
    public void Encode_TextWithoutWords_IsEmpty(string text) =>
        Assert.Empty(WordPieceTokenizer.Load(Vocabulary, lowerCase: true).Encode(text, 100));

    [Fact]
    public void Encode_RandomUtf16_NeverThrowsAndStaysInRange()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var tokenizer = WordPieceTokenizer.Load(Vocabulary, lowerCase: true);
        var text = new char[40];
        for (var trial = 0; trial < 1000; trial++)
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = (char)(random.Next(3) == 0 ? random.Next(32, 127) : random.Next(65536));
            Assert.All(tokenizer.Encode(new string(text), 64), id => Assert.True(id >= 0 && id < tokenizer.IdCount, $"seed {seed}"));
        }
    }

    [Fact]
    public void Load_FileWithoutSpecialPieces_NamesTheMissingOne()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "[PAD]\n[UNK]\nthe\n");

        var error = Assert.Throws<FormatException>(() => WordPieceTokenizer.Load(path, lowerCase: true));

        File.Delete(path);
        Assert.Contains("[CLS]", error.Message, StringComparison.Ordinal);
    }
}
