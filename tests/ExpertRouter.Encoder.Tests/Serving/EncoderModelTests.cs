using ExpertRouter.Encoder.Serving;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Tests.Serving;

public sealed class EncoderModelTests : IDisposable
{
    private readonly TinyModel _tiny = new();

    public void Dispose() => _tiny.Dispose();

    private EncoderModel Load(DeviceChoice device = DeviceChoice.Cpu) =>
        EncoderModel.Load(_tiny.Folder, new EncoderOptions { Device = device, Threads = 1 }, NullLogger.Instance);

    private string LoadError(DeviceChoice device = DeviceChoice.Cpu) => Assert.Throws<ModelLoadException>(() => Load(device).Dispose()).Message;

    private static float[] Unit(float[] vector)
    {
        var norm = MathF.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / norm)];
    }

    private static void AssertClose(float[] expected, float[]? actual, float tolerance)
    {
        Assert.NotNull(actual);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }

    [Fact]
    public void Encode_MeanPooling_CountsTokensOnlyNotPadding()
    {
        _tiny.WriteTokens(PoolingKind.Mean);
        using var model = Load();
        using var run = new RunOptions();

        var vectors = model.Encode([[1, 2], [3, 4, 5, 6, 7]], run);

        float[] sum = [.. _tiny.Row(1).Zip(_tiny.Row(2), (a, b) => MathF.Tanh(a) + MathF.Tanh(b))];
        AssertClose(Unit(sum), vectors[0], 1e-5f);
    }

    [Fact]
    public void Encode_ClsPooling_TakesTheFirstToken()
    {
        _tiny.WriteTokens(PoolingKind.Cls);
        using var model = Load();
        using var run = new RunOptions();

        AssertClose(Unit([.. _tiny.Row(3).Select(MathF.Tanh)]), model.Encode([[1], [3, 9, 9]], run)[1], 1e-5f);
    }

    [Fact]
    public void Encode_WithoutNormalisation_LeavesTheLength()
    {
        _tiny.WriteTokens(PoolingKind.Cls).Change(manifest => manifest with { Normalize = false });
        using var model = Load();
        using var run = new RunOptions();

        AssertClose([.. _tiny.Row(3).Select(MathF.Tanh)], model.Encode([[3]], run)[0], 1e-5f);
    }

    [Fact]
    public void Load_SameFolder_SameIdAndOtherPrefixOtherId()
    {
        _tiny.WritePooled();
        using var first = Load();
        using var second = Load();
        _tiny.Change(manifest => manifest with { QueryPrefix = "query: " });
        using var changed = Load();

        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(first.Id, changed.Id);
        Assert.StartsWith("tiny@", first.Id, StringComparison.Ordinal);
        Assert.Equal(EncoderDevice.Cpu, first.Device);
    }

    [Fact]
    public void Load_TruncatedModel_IsRefused()
    {
        _tiny.WritePooled();
        var content = File.ReadAllBytes(_tiny.ModelPath);
        File.WriteAllBytes(_tiny.ModelPath, content[..(content.Length / 2)]);

        Assert.Contains("SHA-256", LoadError(), StringComparison.Ordinal);
        _tiny.Change(manifest => manifest with { Sha256 = null });
        Assert.Contains("cut off", LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileThatIsNoModel_IsRefused()
    {
        _tiny.WritePooled().Change(manifest => manifest with { Sha256 = null });
        File.WriteAllText(_tiny.ModelPath, "version https://git-lfs.example.org/spec/v1");

        Assert.Contains(_tiny.ModelPath, LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ManifestWithOtherDimension_IsRefused()
    {
        _tiny.WritePooled().Change(manifest => manifest with { Dimension = 9 });

        Assert.Contains("vectors of 8, the manifest says dimension 9", LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_PoolingThatDoesNotFitTheOutput_IsRefused()
    {
        _tiny.WritePooled().Change(manifest => manifest with { Pooling = PoolingKind.Mean });

        Assert.Contains("needs Float with 3 dimensions", LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_UnknownInputName_IsRefused()
    {
        _tiny.WritePooled().Change(manifest => manifest with { MaskInput = "mask" });

        Assert.Contains("no input 'mask'", LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TokenizerWithMoreIdsThanTheTable_IsRefused()
    {
        _tiny.WritePooled(tableRows: 20);

        Assert.Contains("does not belong to this model", LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OtherVocabularyFile_IsRefused()
    {
        _tiny.WritePooled();
        File.WriteAllText(_tiny.VocabularyPath, File.ReadAllText(_tiny.VocabularyPath).Replace("printer\t1", "plotter\t1", StringComparison.Ordinal));

        Assert.Contains("not the vocabulary the model was trained with", LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DamagedVocabulary_IsRefused()
    {
        _tiny.WritePooled();
        File.WriteAllText(_tiny.VocabularyPath, "garbage");

        Assert.Contains("words.txt:1", LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NaNInWeights_NamesTheTensor()
    {
        _tiny.WritePooled(poison: float.NaN);

        Assert.Contains("'table' contain NaN", LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_InfinityInWeights_IsRefused()
    {
        _tiny.WritePooled(poison: float.PositiveInfinity);

        Assert.Contains("not finite", LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_VectorOfLengthZero_IsNullNotNaN()
    {
        _tiny.WriteTokens(PoolingKind.Mean, last: 0);
        using var model = Load();
        using var run = new RunOptions();

        var vectors = model.Encode([[_tiny.Vocabulary.IdCount - 1], [1]], run);

        Assert.Null(vectors[0]);
        Assert.NotNull(vectors[1]);
    }

    [Fact]
    public void Load_RecordedVectorOfAnotherModel_IsRefused()
    {
        _tiny.WritePooled();
        float[] vector;
        using (var model = Load())
        {
            using var run = new RunOptions();
            vector = model.Encode([[.. model.Tokenizer.Encode("the printer", 32)]], run)[0]!;
        }
        _tiny.Change(manifest => manifest with { Check = new ModelCheck { Text = "the printer", FirstValues = vector[..4] } });
        Load().Dispose();
        _tiny.Change(manifest => manifest with { Check = new ModelCheck { Text = "the cable", FirstValues = vector[..4] } });

        Assert.Contains("check text's vector differs", LoadError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "manifest.json")]
    [InlineData("""{"name":"x"}""", "dimension")]
    [InlineData("""{"name":"x","model":"../m.onnx","dimension":8,"maxTokens":32,"tokenizer":{"kind":"words","file":"w"}}""", "must be the name of a file")]
    [InlineData("""{"name":"x","model":"m.onnx","dimension":0,"maxTokens":32,"tokenizer":{"kind":"words","file":"w"}}""", "dimension is 0")]
    [InlineData("""{"name":"x","model":"m.onnx","dimension":8,"maxTokens":32,"tokenizer":{"kind":"magic","file":"w"}}""", "kind")]
    [InlineData("""{"name":"x","model":"m.onnx","dimension":8,"maxTokens":32,"layer":"ExpertChoice","tokenizer":{"kind":"words","file":"w"}}""", "leaks")]
    public void Load_BadManifest_SaysWhat(string manifest, string expected)
    {
        _tiny.WritePooled();
        File.WriteAllText(Path.Combine(_tiny.Folder, ModelManifest.FileName), manifest);

        Assert.Contains(expected, LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EmptyFolder_SaysWhatAModelFolderHolds() =>
        Assert.Contains("no manifest", LoadError(), StringComparison.Ordinal);

    [Fact]
    public void Load_CudaInACpuBuild_SaysHowToGetIt()
    {
        Assert.SkipWhen(OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"), "this build has the CUDA provider");
        _tiny.WritePooled();

        Assert.Contains("UseGpu=true", LoadError(DeviceChoice.Cuda), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AutoInACpuBuild_RunsOnCpu()
    {
        Assert.SkipWhen(OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"), "this build has the CUDA provider");
        _tiny.WritePooled();
        using var model = Load(DeviceChoice.Auto);

        Assert.Equal(EncoderDevice.Cpu, model.Device);
    }
}
