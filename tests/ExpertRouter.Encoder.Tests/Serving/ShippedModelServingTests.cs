using ExpertRouter.Encoder.Serving;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Tests.Serving;

/// <summary>The model in <c>onnx-models/</c> is what every installation starts with.</summary>
public sealed class ShippedModelServingTests
{
    private static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ExpertRouter.sln")))
                folder = folder.Parent;
            return Path.Combine(folder?.FullName ?? "", "onnx-models", "expertrouter-moe");
        }
    }

    [Fact]
    public async Task Load_ShippedModel_ServesUnitVectorsThatDoNotDependOnTheBatch()
    {
        using var encoder = TextEncoder.Load(Folder, new EncoderOptions { Device = DeviceChoice.Cpu, CacheEntries = 0 }, NullLogger<TextEncoder>.Instance, TimeProvider.System);
        string[] texts =
        [
            "printer prints blank pages after driver update", "ORA-00942: table or view does not exist", "C#", string.Concat(Enumerable.Repeat("replica lag ", 300)),
            "System.NullReferenceException at Foo.Bar(Baz.cs:12)", "how do I renew the certificate of the mail gateway?",
        ];

        var together = await encoder.EncodeAsync(texts, EncoderRole.Query, TestContext.Current.CancellationToken);

        for (var i = 0; i < texts.Length; i++)
        {
            var alone = (await encoder.EncodeAsync([texts[i]], EncoderRole.Query, TestContext.Current.CancellationToken)).Vectors[0]!;
            Assert.Equal(1, alone.Sum(value => value * value), 1e-4f);
            Assert.True(alone.Zip(together.Vectors[i]!, (a, b) => Math.Abs(a - b)).Max() <= 1e-5f, texts[i]);
        }
    }

    [Fact]
    public async Task EncodeAsync_TextsOfAnyLength_ShareARunUpToTheTokensOfOne()
    {
        using var encoder = TextEncoder.Load(
            Folder, new EncoderOptions { Device = DeviceChoice.Cpu, CacheEntries = 0, MaxPooledBatchTokens = 4000 }, NullLogger<TextEncoder>.Instance, TimeProvider.System);
        string[] texts = [.. Enumerable.Range(0, 100).Select(i => string.Join(' ', Enumerable.Repeat("printer", i % 2 == 0 ? 5 : 55).Append($"number{i}")))];

        await encoder.EncodeAsync(texts, EncoderRole.Passage, TestContext.Current.CancellationToken);

        Assert.Equal(1, encoder.Statistics.Runs); // about 3,200 tokens; padded they would be 5,600
        await encoder.EncodeAsync([.. texts, .. texts.Select(text => text + " again")], EncoderRole.Passage, TestContext.Current.CancellationToken);
        Assert.Equal(3, encoder.Statistics.Runs);
    }

    [Fact]
    public void Encode_ShippedModelBesideRandomTexts_SameVectorAsAlone()
    {
        using var model = EncoderModel.Load(Folder, new EncoderOptions { Device = DeviceChoice.Cpu }, NullLogger.Instance);
        using var run = new RunOptions();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var trial = 0; trial < 20; trial++)
        {
            int[][] batch = [.. Enumerable.Range(0, 16).Select(_ => Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(1, model.Tokenizer.IdCount)).ToArray())];
            var alone = model.Encode([batch[^1]], run)[0]!;

            Assert.True(alone.Zip(model.Encode(batch, run)[^1]!, (a, b) => Math.Abs(a - b)).Max() <= 1e-5f, $"seed {seed}, trial {trial}");
        }
    }

    [Fact]
    public void Encode_ShippedModelCutAndWhole_SameVectors()
    {
        using var cut = EncoderModel.Load(Folder, new EncoderOptions { Device = DeviceChoice.Cpu }, NullLogger.Instance);
        using var whole = WholeGraph.Open(Folder, cut.Manifest, cut.Tokenizer, new EncoderOptions { Device = DeviceChoice.Cpu }, NullLogger.Instance);
        using var run = new RunOptions();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        int[][] texts = [.. Enumerable.Range(0, 64).Select(_ => Enumerable.Range(0, random.Next(1, 257)).Select(_ => random.Next(cut.Tokenizer.IdCount)).ToArray())];
        float[][] expected = [.. texts.Select(_ => new float[cut.Manifest.Dimension])];
        whole.Run(texts, expected, run);

        var vectors = cut.Encode(texts, run);

        Assert.NotNull(cut.Manifest.Cut);
        for (var i = 0; i < texts.Length; i++)
            Assert.True(expected[i].Zip(vectors[i]!, (a, b) => Math.Abs(a - b)).Max() <= 1e-5f, $"seed {seed}, text {i}");
    }
}
