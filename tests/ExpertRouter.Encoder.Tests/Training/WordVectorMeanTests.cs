using System.Runtime.InteropServices;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class WordVectorMeanTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("word-mean-").FullName;

    public WordVectorMeanTests()
    {
        // the → (3, 0, …), printer → (0, 4, …)
        var numbers = new Half[200];
        (numbers[0], numbers[101]) = ((Half)3, (Half)4);
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), ["the", "printer"]);
        File.WriteAllBytes(Path.Combine(folder, "vectors.f16"), MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());
    }

    [Fact]
    public void Encode_Plain_IsTheMeanAtLengthOne()
    {
        var vector = WordVectorMean.Load(folder, weighted: false).Encode("The printer, unknownword")!;

        // (3, 4) / 5
        Assert.Equal([.6f, .8f], vector[..2]);
    }

    [Fact]
    public void Encode_Weighted_LetsTheCommonWordCountLess()
    {
        var vector = WordVectorMean.Load(folder, weighted: true).Encode("the printer")!;

        // H = ln 2 + .5772 = 1.2703; p(the) = .7872, p(printer) = .3936; weights .001/(.001+p) = .0012687 and .0025341
        // (3 · .0012687, 4 · .0025341) = (.0038061, .0101364), length .0108275
        Assert.Equal(.35152f, vector[0], 1e-4);
        Assert.Equal(.93617f, vector[1], 1e-4);
    }

    [Fact]
    public void Encode_NoKnownWord_HasNoVector() => Assert.Null(WordVectorMean.Load(folder, weighted: false).Encode("…"));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
