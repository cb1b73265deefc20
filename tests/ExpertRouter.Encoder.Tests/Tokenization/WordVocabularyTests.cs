using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Tests.Tokenization;

public sealed class WordVocabularyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("words").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static WordVocabulary Build(int minDocuments = 1, int maxWords = 100, params string[] seeds)
    {
        var builder = new WordVocabularyBuilder();
        builder.Add("the cat and the dog");
        builder.Add("the cat");
        builder.Add("The bird");
        builder.Add("a bird");
        return builder.Build(minDocuments, maxWords, seeds, WordTokenizerOptions.Default);
    }

    [Fact]
    public void Build_ByDocumentFrequency_OrdersAndCuts()
    {
        var vocabulary = Build(minDocuments: 2);

        // Documents with the word: the 3, bird 2, cat 2; and, dog, a 1.
        Assert.Equal(["the", "bird", "cat"], Enumerable.Range(1, vocabulary.WordCount).Select(vocabulary.WordOf));
        Assert.Equal(1 + 3 + 8192, vocabulary.IdCount);
    }

    [Fact]
    public void Build_Seeds_FillTheRoomThatIsLeft()
    {
        var vocabulary = Build(2, 5, "cat", "Upper", "two words", "zebra", "dog", "late");

        Assert.Equal(["the", "bird", "cat", "zebra", "dog"], Enumerable.Range(1, vocabulary.WordCount).Select(vocabulary.WordOf));
    }

    [Fact]
    public void InverseDocumentFrequency_WordBucketPadding_AsDefined()
    {
        var vocabulary = Build(1, 100, "zebra");
        Assert.True(vocabulary.TryGetId("the", out var the));
        Assert.True(vocabulary.TryGetId("dog", out var dog));
        Assert.True(vocabulary.TryGetId("zebra", out var zebra));

        Assert.Equal(0.3, vocabulary.InverseDocumentFrequency(the)); // ln(4/3) = .288, below the floor
        Assert.Equal(1.386294, vocabulary.InverseDocumentFrequency(dog), 6); // ln(4/1)
        Assert.Equal(7, vocabulary.InverseDocumentFrequency(zebra));
        Assert.Equal(7, vocabulary.InverseDocumentFrequency(vocabulary.IdCount - 1));
        Assert.Equal(0, vocabulary.InverseDocumentFrequency(0));
    }

    [Fact]
    public void Load_SavedFile_GivesTheSameIds()
    {
        var path = Path.Combine(_folder, "words.txt");
        var vocabulary = Build();
        vocabulary.Save(path);

        var loaded = WordVocabulary.Load(path);

        Assert.Equal(vocabulary.Fingerprint, loaded.Fingerprint);
        const string Text = "the unknownthing bird";
        Assert.Equal(new WordTokenizer(vocabulary).Encode(Text, 50), new WordTokenizer(loaded).Encode(Text, 50));
    }

    [Theory]
    [InlineData("hello\n", ":1:")]
    [InlineData("expertrouter-words 1 documents=1 words=x buckets=8 pieces=6 split=1\n", ":1:")]
    [InlineData("expertrouter-words 1 documents=1 words=0 buckets=0 pieces=6 split=1\n", "buckets must be")]
    [InlineData("expertrouter-words 1 documents=1 words=2 buckets=8 pieces=6 split=1\na\t1\n", "promises 2 words")]
    [InlineData("expertrouter-words 1 documents=1 words=2 buckets=8 pieces=6 split=1\na\t1\nb\n", ":3:")]
    [InlineData("expertrouter-words 1 documents=1 words=2 buckets=8 pieces=6 split=1\na\t1\na\t1\n", "twice")]
    public void Load_DamagedFile_SaysWhere(string content, string expected)
    {
        var path = Path.Combine(_folder, "bad.txt");
        File.WriteAllText(path, content);

        var error = Assert.Throws<FormatException>(() => WordVocabulary.Load(path));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("123456789", 0xCBF43926u)] // the check value of CRC-32/ISO-HDLC
    [InlineData("", 0u)]
    public void Crc32_KnownText_KnownChecksum(string text, uint expected) =>
        Assert.Equal(expected, Crc32.Hash(text));
}
