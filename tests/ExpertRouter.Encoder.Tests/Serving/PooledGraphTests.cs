using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Training;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Tests.Serving;

/// <summary>Models cut where they pool: the vectors must be those of the whole file.</summary>
public sealed class PooledGraphTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cut").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private EncoderModel Load(int threads = 1) =>
        EncoderModel.Load(_folder, new EncoderOptions { Device = DeviceChoice.Cpu, Threads = threads }, NullLogger.Instance);

    private void Change(Func<ModelManifest, ModelManifest> change) => change(ModelManifest.Load(_folder)).Save(_folder);

    private string LoadError() => Assert.Throws<ModelLoadException>(() => Load().Dispose()).Message;

    private static int[][] Texts(int count, int ids, int longest, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, random.Next(1, longest)).Select(_ => random.Next(ids)).ToArray())];
    }

    private static float Distance(float[]?[] left, float[]?[] right) =>
        left.Zip(right, (a, b) => a!.Zip(b!, (x, y) => Math.Abs(x - y)).Max()).Max();

    [Theory]
    [InlineData(MoeKind.SharedFineGrained, TableFormat.Full)]
    [InlineData(MoeKind.SharedFineGrained, TableFormat.Half)]
    [InlineData(MoeKind.SharedFineGrained, TableFormat.Bytes)]
    [InlineData(MoeKind.None, TableFormat.Bytes)]
    [InlineData(MoeKind.Dense, TableFormat.Bytes)]
    [InlineData(MoeKind.TopKRenormalised, TableFormat.Bytes)]
    [InlineData(MoeKind.TopP, TableFormat.Bytes)]
    [InlineData(MoeKind.NullExperts, TableFormat.Bytes)]
    [InlineData(MoeKind.Heterogeneous, TableFormat.Bytes)]
    [InlineData(MoeKind.SelfSelecting, TableFormat.Bytes)]
    [InlineData(MoeKind.MergedExperts, TableFormat.Bytes)]
    public void Encode_CutAndWhole_GiveTheSameVectors(MoeKind kind, TableFormat format)
    {
        TinyMoe.Write(_folder, TinyMoe.Architecture(kind), format: format);
        Assert.NotNull(ModelManifest.Load(_folder).Cut);
        using var cut = Load(3);
        Change(manifest => manifest with { Cut = null });
        using var whole = Load();
        var texts = Texts(50, cut.Tokenizer.IdCount, 30);
        using var run = new RunOptions();

        Assert.Equal(whole.Id, cut.Id);
        Assert.InRange(Distance(whole.Encode(texts, run), cut.Encode(texts, run)), 0, 1e-5f);
    }

    [Fact]
    public void Encode_TextWithoutTokens_HasNoVectorCutOrWhole()
    {
        TinyMoe.Write(_folder, TinyMoe.Architecture(MoeKind.SharedFineGrained), format: TableFormat.Bytes);
        using var cut = Load();
        Change(manifest => manifest with { Cut = null });
        using var whole = Load();
        using var run = new RunOptions();

        foreach (var model in (EncoderModel[])[cut, whole])
        {
            var vectors = model.Encode([[], [3, 4]], run);
            Assert.Null(vectors[0]);
            Assert.NotNull(vectors[1]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Encode_AnyNumberOfThreads_GivesEveryTextItsOwnVector(int threads)
    {
        TinyMoe.Write(_folder, TinyMoe.Architecture(MoeKind.SharedFineGrained), format: TableFormat.Bytes);
        using var model = Load(threads);
        var texts = Texts(37, model.Tokenizer.IdCount, 20);
        using var run = new RunOptions();

        var together = model.Encode(texts, run);

        Assert.InRange(Distance([.. texts.Select(text => model.Encode([text], run)[0])], together), 0, 1e-5f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Encode_EndedRun_Throws(int threads)
    {
        TinyMoe.Write(_folder, TinyMoe.Architecture(MoeKind.SharedFineGrained), format: TableFormat.Bytes);
        using var model = Load(threads);
        using var run = new RunOptions { Terminate = true };

        Assert.Throws<OnnxRuntimeException>(() => model.Encode(Texts(64, model.Tokenizer.IdCount, 20), run));
    }

    [Theory]
    [InlineData(MoeKind.SharedFineGrained, 2)]
    [InlineData(MoeKind.WordExperts, 0)]
    public void Write_LayersOnTokens_HasNoCutAndServesWhole(MoeKind kind, int attentionHeads)
    {
        TinyMoe.Write(_folder, TinyMoe.Architecture(kind, MoePlacement.Token, attentionHeads));
        using var model = Load();
        using var run = new RunOptions();

        Assert.Null(model.Manifest.Cut);
        Assert.NotNull(model.Encode([[1, 2]], run)[0]);
    }

    [Theory]
    [InlineData("nowhere", "computes no value 'nowhere'")]
    [InlineData("attention_mask", "computes no value 'attention_mask'")]
    [InlineData("Gather_1", "needs the input 'input_ids'")]
    public void Load_CutAtAnotherValue_SaysWhy(string value, string expected)
    {
        TinyMoe.Write(_folder, TinyMoe.Architecture(MoeKind.SharedFineGrained), format: TableFormat.Bytes);
        Change(manifest => manifest with { Cut = manifest.Cut! with { Pooled = value } });

        var error = LoadError();

        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains("take it out", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CutWithWeightsForScales_IsRefusedByComparison()
    {
        TinyMoe.Write(_folder, TinyMoe.Architecture(MoeKind.SharedFineGrained), format: TableFormat.Bytes);
        Change(manifest => manifest with { Cut = manifest.Cut! with { TokenWeights = manifest.Cut!.RowScales! } });

        Assert.Contains("differ by", LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CutOfAModelThatDoesNotPool_IsRefused()
    {
        using var tiny = new TinyModel().WriteTokens(PoolingKind.Mean);

        var error = Assert.Throws<ModelLoadException>(() => tiny.Change(manifest => manifest with { Cut = new PooledCut { Rows = "a", TokenWeights = "b", Pooled = "c" } }));

        Assert.Contains("cut belongs to models that pool in the graph", error.Message, StringComparison.Ordinal);
    }
}
