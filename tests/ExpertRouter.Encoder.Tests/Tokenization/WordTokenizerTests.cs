using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Tests.Tokenization;

public sealed class WordTokenizerTests
{
    private static WordTokenizer Build(string text, WordTokenizerOptions? options = null)
    {
        var builder = new WordVocabularyBuilder();
        builder.Add(text);
        return new WordTokenizer(builder.Build(1, 1000, null, options ?? WordTokenizerOptions.Default));
    }

    private static string?[] Words(WordTokenizer tokenizer, string text) =>
        [.. tokenizer.Encode(text, 100).Select(tokenizer.Vocabulary.WordOf)];

    [Theory]
    [InlineData("The C# code, in .NET 10.0.15: g++ (e.g. here).", "the c# code in .net 10.0.15 g++ e.g here")]
    [InlineData("https://git.example.org/a-b_c?x=1", "https git.example.org a b c x 1")]
    [InlineData("ORA-00942 0x80070005", "ora 00942 0x80070005")]
    [InlineData("wait...what ## heading #tag +1", "wait what heading tag 1")]
    [InlineData("Café ＦＵＬＬ naïve", "cafe full naive")]
    [InlineData("東京 ok", "東 京 ok")]
    [InlineData("end. Start", "end start")]
    public void Encode_KnownWords_AreTheScannedWords(string text, string expected)
    {
        var tokenizer = Build(text);

        Assert.Equal(expected.Split(' '), Words(tokenizer, text));
    }

    [Fact]
    public void Encode_UnknownWord_GivesItsHashedPieces()
    {
        var tokenizer = Build("known");
        var buckets = tokenizer.Vocabulary;

        var ids = tokenizer.Encode("kubelet", 100);

        // <kubelet> has 9 characters: first 4, first 5, last 4, last 5, then 4-grams at 3 ("bele"); the one at 6 would end at 10 > 9.
        Assert.Equal([.. new[] { "<kub", "<kube", "let>", "elet>", "bele" }.Select(piece => buckets.BucketId(piece))], ids);
        Assert.All(ids, id => Assert.InRange(id, 1 + buckets.WordCount, tokenizer.IdCount - 1));
    }

    [Fact]
    public void Encode_ShortUnknownWord_IsOnePiece()
    {
        var tokenizer = Build("known");

        Assert.Equal([tokenizer.Vocabulary.BucketId("<x>")], tokenizer.Encode("X", 100));
    }

    [Fact]
    public void Encode_LongUnknownWord_HasAtMostTheConfiguredPieces()
    {
        var tokenizer = Build("known", new WordTokenizerOptions { MaxPieces = 6 });

        Assert.Equal(6, tokenizer.Encode(new string('a', 20) + "bcdefghijklmnop", 100).Count);
    }

    [Theory]
    [InlineData("System.NullReferenceException", "system null reference exception")]
    [InlineData("HTTPServerFactory", "http server factory")]
    [InlineData("at java.util.List", "at java util list")]
    [InlineData("server+factory", "server factory")]
    public void Encode_UnknownCompound_GivesItsKnownParts(string text, string expected)
    {
        var tokenizer = Build("system null reference exception http server factory java util list at");

        Assert.Equal(expected.Split(' '), Words(tokenizer, text));
    }

    [Fact]
    public void Encode_CompoundInVocabulary_StaysWhole()
    {
        var tokenizer = Build("system io system.io");

        Assert.Equal(["system.io"], Words(tokenizer, "System.IO"));
    }

    [Fact]
    public void Encode_UnknownVersion_IsNotTornIntoNumbers()
    {
        var tokenizer = Build("10 0 15");

        Assert.All(Words(tokenizer, "10.0.15"), Assert.Null);
    }

    [Fact]
    public void Encode_MoreTokensThanAllowed_KeepsTheFirst()
    {
        var tokenizer = Build("a b c d");

        Assert.Equal(tokenizer.Encode("a b c d", 100).Take(3), tokenizer.Encode("a b c d", 3));
        Assert.Empty(tokenizer.Encode("a b c d", 0));
    }

    [Fact]
    public void Encode_DecomposedAccent_EqualsComposed()
    {
        var tokenizer = Build("x");

        Assert.Equal(tokenizer.Encode("caf\u00e9", 10), tokenizer.Encode("cafe\u0301", 10));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n ...,;!?")]
    [InlineData("😀😀👩‍👩‍👧")]
    [InlineData("\ud800")]
    [InlineData("\udfff\ufffe\uffff")]
    public void Encode_TextWithoutWords_IsEmpty(string text) =>
        Assert.Empty(Build("x").Encode(text, 100));

    [Fact]
    public void Encode_LoneSurrogatesBetweenWords_LosesOnlyThem()
    {
        var tokenizer = Build("left right");

        Assert.Equal(["left", "right"], Words(tokenizer, "left\ud83d right\ude00"));
    }

    [Fact]
    public void Encode_Megabyte_StopsAtTheLimit()
    {
        var tokenizer = Build("x");

        Assert.Equal(128, tokenizer.Encode(string.Concat(Enumerable.Repeat("é word ", 150_000)), 128).Count);
        Assert.Equal(6, tokenizer.Encode("z" + new string('y', 500_000) + "abcdefghijklmnopqrstuvwxyz", 128).Count);
    }

    [Fact]
    public void Encode_RandomUtf16_NeverThrowsAndStaysInRange()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var tokenizer = Build("alpha beta");
        var text = new char[40];
        for (var trial = 0; trial < 3000; trial++)
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = (char)(random.Next(3) == 0 ? random.Next(32, 127) : random.Next(65536));
            Assert.All(tokenizer.Encode(new string(text), 64), id => Assert.True(id >= 1 && id < tokenizer.IdCount, $"seed {seed}"));
        }
    }
}
