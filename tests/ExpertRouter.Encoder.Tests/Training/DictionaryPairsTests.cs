using System.IO.Compression;
using System.Text;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class DictionaryPairsTests : IDisposable
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private readonly string folder = Directory.CreateTempSubdirectory("dictionary-").FullName;

    [Fact]
    public void Read_Entries_AreHeadwordsWithCleanDefinitions()
    {
        Write(
            ("00-database-info", "00-database-info\n  all about this dictionary, and much more than forty letters\n"),
            ("adjacent", "adjacent\n    adj 1: nearest in space\n           or position [syn: {adjacent},\n {next}]\n"),
            ("acrook", "Acrook \\A*crook\"\\, adv. [R.]\n   In a way that is not straight and never was. [1913 Webster]\n"),
            ("az", "az\n  a headword of two letters is too short to be searched with\n"),
            ("terse", "terse\n  too short\n"));

        var pairs = DictionaryPairs.Read(Path.Combine(folder, "small.index"));

        Assert.Equal(
            [
                new TrainingPair("small", "adjacent", "adj 1: nearest in space or position syn: , next"),
                new TrainingPair("small", "acrook", "In a way that is not straight and never was."),
            ],
            pairs);
    }

    [Fact]
    public void Read_TwoHeadwordsOfOneEntry_CountOnce()
    {
        const string Entry = "colour\n  what light of one length of wave looks like to the eye\n";
        File.WriteAllText(Path.Combine(folder, "small.dict"), Entry);
        File.WriteAllText(Path.Combine(folder, "small.index"), $"colour\tA\t{Number(Entry.Length)}\ncolor\tA\t{Number(Entry.Length)}\n");

        Assert.Equal("colour", Assert.Single(DictionaryPairs.Read(Path.Combine(folder, "small.index"))).Anchor);
    }

    [Theory]
    [InlineData("word\tA")]
    [InlineData("word\tA\t!")]
    [InlineData("word\tA\tBAA")]
    [InlineData("word\tA\t////////")]
    public void Read_LineThatPointsNowhere_IsNamed(string line)
    {
        File.WriteAllText(Path.Combine(folder, "small.dict"), "word\n  text\n");
        File.WriteAllText(Path.Combine(folder, "small.index"), $"word\tA\tB\n{line}\n");

        var error = Assert.Throws<FormatException>(() => DictionaryPairs.Read(Path.Combine(folder, "small.index")));

        Assert.Contains("small.index:2: should be a headword, an offset and a length within 12 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LongDefinition_IsCutAtAWordsEnd()
    {
        Write(("long", $"long\n  {string.Join(' ', Enumerable.Repeat("seven77", 400))}\n"));

        var definition = Assert.Single(DictionaryPairs.Read(Path.Combine(folder, "small.index"))).Positive;

        // 250 words of 7 letters with 249 spaces make 1,999
        Assert.Equal(1999, definition.Length);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(params (string Headword, string Entry)[] entries)
    {
        var (text, index) = (new StringBuilder(), new StringBuilder());
        foreach (var (headword, entry) in entries)
        {
            index.Append(headword).Append('\t').Append(Number(text.Length)).Append('\t').Append(Number(entry.Length)).Append('\n');
            text.Append(entry);
        }

        File.WriteAllText(Path.Combine(folder, "small.index"), index.ToString());
        using var file = File.Create(Path.Combine(folder, "small.dict.dz"));
        using var zipped = new GZipStream(file, CompressionLevel.Fastest);
        zipped.Write(Encoding.ASCII.GetBytes(text.ToString()));
    }

    private static string Number(int number) => number < 64 ? $"{Digits[number]}" : Number(number / 64) + Digits[number % 64];
}
