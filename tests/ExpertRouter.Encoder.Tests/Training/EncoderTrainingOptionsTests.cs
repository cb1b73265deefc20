using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class EncoderTrainingOptionsTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    [Fact]
    public void Load_WhatToJsonWrote_IsTheSame()
    {
        var options = new EncoderTrainingOptions
        {
            Steps = 7,
            Table = TableFormat.Bytes,
            Architecture = new EncoderArchitecture { Layer = new MoeOptions { Kind = MoeKind.TopP, Threshold = .3f } },
        };
        File.WriteAllText(path, options.ToJson());

        var loaded = EncoderTrainingOptions.Load(path);

        Assert.Equal(options.ToJson(), loaded.ToJson());
        Assert.Equal(MoeKind.TopP, loaded.Architecture.Layer.Kind);
    }

    [Fact]
    public void Load_UnknownField_NamesItAndTheLine()
    {
        File.WriteAllText(path, "{\n  \"stepps\": 5\n}");

        var error = Assert.Throws<FormatException>(() => EncoderTrainingOptions.Load(path));

        Assert.Contains("stepps", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{path}:2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_NothingToTrainOn_SaysWhatToGive() =>
        Assert.Contains("give at least one file", Assert.Throws<ArgumentException>(new EncoderTrainingOptions().Validate).Message, StringComparison.Ordinal);

    [Fact]
    public void Validate_AnchorWithoutWordVectors_SaysWhatToGive()
    {
        var options = new EncoderTrainingOptions { PairFiles = ["pairs.jsonl"], Architecture = new() { AnchorWidth = 100, AnchorShare = .3f } };

        Assert.Contains("give WordVectors", Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
        (options with { WordVectors = "glove" }).Validate();
    }

    [Fact]
    public void Validate_WhitenedRowsWithoutWordVectors_SaysWhatToGive()
    {
        var options = new EncoderTrainingOptions { PairFiles = ["pairs.jsonl"], StartWhitened = true };

        Assert.Contains("give WordVectors", Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
        (options with { WordVectors = "glove" }).Validate();
        Assert.Contains("WhiteningShrinkage", Assert.Throws<ArgumentException>((options with { WordVectors = "glove", WhiteningShrinkage = -1 }).Validate).Message, StringComparison.Ordinal);
        Assert.Contains("UnknownRowScale", Assert.Throws<ArgumentException>((options with { WordVectors = "glove", UnknownRowScale = -1 }).Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_ServedDimensionAboveTheTrainedOne_SaysTheLimit()
    {
        var options = new EncoderTrainingOptions { PairFiles = ["pairs.jsonl"], Architecture = new() { Dimension = 64, ServedDimension = 65 } };

        Assert.Contains("1…Dimension (64)", Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
        (options with { Architecture = options.Architecture with { ServedDimension = 64 } }).Validate();
    }

    public void Dispose() => File.Delete(path);
}
