using System.Numerics.Tensors;
using ExpertRouter.Encoder.Serving;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Tests.Training;

/// <summary>The model in onnx-models as serving opens it: hashes, check vector and independence of the batch are verified at load.</summary>
public sealed class ShippedModelTests
{
    private static readonly string Folder = Path.Combine(FindRoot(), "onnx-models", "expertrouter-moe");

    [Fact]
    public void Load_ShippedFolder_OpensWithItsOwnTrainingFigures()
    {
        using var model = Open();

        Assert.Equal(256, model.Manifest.Dimension);
        Assert.Equal("SharedFineGrained", model.Manifest.Layer);
        Assert.True(model.Manifest.Training!.Value.GetProperty("report").GetProperty("pairRecallAt10").GetDouble() > .8);
    }

    [Fact]
    public void Folder_AllFiles_StayBelow30Megabytes() =>
        Assert.True(new DirectoryInfo(Folder).EnumerateFiles().Sum(file => file.Length) <= 30_000_000);

    [Theory]
    [InlineData("the database replica does not catch up after a network failure", "restore replication lag of the PostgreSQL server", "icons and fonts for the desktop theme")]
    [InlineData("printer prints blank pages", "driver for laser printers and scanners", "strategy game with battles and cities")]
    [InlineData("compile error in a C++ template", "GNU compiler and build tools", "play music files and internet radio")]
    public void Encode_RelatedText_LiesCloserThanAnotherTopic(string query, string related, string other)
    {
        using var model = Open();
        using var run = new RunOptions();
        var vectors = model.Encode([.. new[] { query, related, other }.Select(text => model.Tokenizer.Encode(text, model.Manifest.MaxTokens).ToArray())], run);

        Assert.True(
            TensorPrimitives.Dot<float>(vectors[0], vectors[1]) > TensorPrimitives.Dot<float>(vectors[0], vectors[2]) + .1f,
            $"{TensorPrimitives.Dot<float>(vectors[0], vectors[1])} against {TensorPrimitives.Dot<float>(vectors[0], vectors[2])}");
    }

    private static EncoderModel Open() => EncoderModel.Load(Folder, new EncoderOptions { Device = DeviceChoice.Cpu }, NullLogger.Instance);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ExpertRouter.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"ExpertRouter.sln is in no folder above {AppContext.BaseDirectory}");
    }
}
