using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class EncoderTrainerTests : IDisposable
{
    private static readonly EncoderTrainer Trainer = new(TimeProvider.System);
    private readonly string folder = TinyCorpus.Write();

    public static TheoryData<MoeKind, MoePlacement, int> Kinds()
    {
        var data = new TheoryData<MoeKind, MoePlacement, int>();
        foreach (var kind in Enum.GetValues<MoeKind>().Except([MoeKind.ExpertChoice, MoeKind.WordExperts]))
            data.Add(kind, MoePlacement.Pooled, 0);
        data.Add(MoeKind.WordExperts, MoePlacement.Token, 0);
        data.Add(MoeKind.SharedFineGrained, MoePlacement.Token, 3);
        return data;
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task TrainAsync_EveryKind_LearnsTheTopicsAndExports(MoeKind kind, MoePlacement placement, int heads)
    {
        var architecture = TinyCorpus.Architecture with
        {
            Placement = placement,
            AttentionHeads = heads,
            Layer = TinyCorpus.Architecture.Layer with { Kind = kind },
        };
        var losses = new List<float>();

        var report = await TrainAsync("out", TinyCorpus.Options(folder) with { Architecture = architecture, Steps = 40 }, progress => losses.Add(progress.Losses.Total));

        Assert.True(losses[^1] < .7 * losses[0], $"{losses[0]} → {losses[^1]}");
        Assert.Equal(40, report.Steps);
        Assert.Equal(kind.ToString(), ModelManifest.Load(Out("out")).Layer);
    }

    [Fact]
    public async Task TrainAsync_SameSeed_GivesEqualBits()
    {
        await TrainAsync("first", TinyCorpus.Options(folder));
        await TrainAsync("second", TinyCorpus.Options(folder));
        await TrainAsync("third", TinyCorpus.Options(folder) with { Seed = 2 });

        Assert.Equal(Model("first"), Model("second"));
        Assert.NotEqual(Model("first"), Model("third"));
    }

    [Fact]
    public async Task TrainAsync_StoppedAndResumed_GivesTheBitsOfAnUninterruptedRun()
    {
        var options = TinyCorpus.Options(folder);
        await TrainAsync("whole", options);
        using var stop = new CancellationTokenSource();
        var steps = new List<int>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TrainAsync("parts", options, progress =>
        {
            if (progress.Step == 11)
                stop.Cancel();
        }, stop.Token));
        Assert.True(File.Exists(Path.Combine(Out("parts"), "checkpoint.bin")));
        await TrainAsync("parts", options, progress => steps.Add(progress.Step));

        Assert.Equal(12, steps[0]);
        Assert.Equal(Model("whole"), Model("parts"));
        Assert.False(File.Exists(Path.Combine(Out("parts"), "checkpoint.bin")));
    }

    [Fact]
    public async Task TrainAsync_CheckpointOfOtherOptions_IsRefused()
    {
        var options = TinyCorpus.Options(folder);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TrainAsync("out", options, _ => stop.Cancel(), stop.Token));

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => TrainAsync("out", options with { LearningRate = .5f }));

        Assert.Contains("made with other options", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrainAsync_TruncatedCheckpoint_IsRefused()
    {
        var options = TinyCorpus.Options(folder);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TrainAsync("out", options, _ => stop.Cancel(), stop.Token));
        var checkpoint = Path.Combine(Out("out"), "checkpoint.bin");
        await File.WriteAllBytesAsync(checkpoint, (await File.ReadAllBytesAsync(checkpoint, Token))[..^100], Token);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => TrainAsync("out", options));

        Assert.Contains("truncated", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrainAsync_Accumulation_CountsItsTextsAndTrains()
    {
        var losses = new List<float>();

        await TrainAsync("out", TinyCorpus.Options(folder) with { Accumulation = 2, HardNegatives = true }, progress => losses.Add(progress.Losses.Total));

        Assert.True(losses[^1] < losses[0]);
    }

    [Fact]
    public async Task TrainAsync_PairsOnly_TrainsThePairLossAlone()
    {
        StepLosses? last = null;

        var report = await TrainAsync(
            "out", TinyCorpus.Options(folder) with { DocumentFiles = [], Sources = ["even"] }, progress => last = progress.Losses);

        Assert.Equal(TinyCorpus.Pairs.Count(pair => pair.Source == "even" && !HeldOutPairs.Contains(pair.Anchor, .1f)), report.Pairs);
        Assert.True(float.IsNaN(last!.Expert) && float.IsNaN(last.SameExpert));
        Assert.True(float.IsFinite(last.Pairs));
        Assert.True(double.IsNaN(report.Validation.ExpertHitAt10));
    }

    [Fact]
    public async Task TrainAsync_NoImprovement_StopsEarly()
    {
        var report = await TrainAsync("out", TinyCorpus.Options(folder) with { Steps = 400, ValidateEvery = 1, Patience = 5 });

        Assert.True(report.StoppedEarly);
        Assert.InRange(report.Steps, 6, 399);
        Assert.True(report.BestStep <= report.Steps - 5);
    }

    [Fact]
    public async Task TrainAsync_ExpertChoice_IsRefusedBeforeAnythingIsTrained()
    {
        var options = TinyCorpus.Options(folder);
        var layer = options.Architecture.Layer with { Kind = MoeKind.ExpertChoice };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            TrainAsync("out", options with { Architecture = options.Architecture with { Layer = layer } }));

        Assert.Contains("would depend on the other texts of its batch", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out("out")));
    }

    [Fact]
    public async Task TrainAsync_LearningRateFarTooHigh_SaysWhereItDiverged()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TrainAsync("out", TinyCorpus.Options(folder) with { LearningRate = 1e37f }));

        Assert.Contains("training diverged at step", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Out("out"), ModelManifest.FileName)));
    }

    [Fact]
    public async Task TrainAsync_Manifest_NamesFilesWithoutTheirFolders()
    {
        await TrainAsync("out", TinyCorpus.Options(folder));

        var text = await File.ReadAllTextAsync(Path.Combine(Out("out"), ModelManifest.FileName), Token);

        Assert.Contains("documents.jsonl", text, StringComparison.Ordinal);
        Assert.DoesNotContain(folder, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrainAsync_Anchor_StaysWhatWordVectorsSayAndIsServed()
    {
        var vectors = WriteWordVectors();
        var options = TinyCorpus.Options(folder) with
        {
            WordVectors = vectors,
            Table = TableFormat.Full,
            Architecture = TinyCorpus.Architecture with { AnchorWidth = 3, AnchorShare = .4f },
        };
        await TrainAsync("out", options);
        await TrainAsync("longer", options with { Steps = 48 });
        await TrainAsync("on", options with { StartFrom = Out("out"), WordVectors = null });

        await TrainAsync("seen", options with { AnchorInContrast = true });

        var (short_, longer, on) = (Anchor("out"), Anchor("longer"), Anchor("on"));

        Assert.Equal(Math.Sqrt(.4), Math.Sqrt(short_.Sum(number => number * number)), 1e-5);
        Assert.Equal(short_, longer, (left, right) => Math.Abs(left - right) < 1e-4);
        Assert.Equal(short_, on, (left, right) => Math.Abs(left - right) < 1e-4);
        Assert.Equal(short_, Anchor("seen"), (left, right) => Math.Abs(left - right) < 1e-4);
        Assert.NotEqual(Model("out"), Model("seen"));
    }

    [Fact]
    public async Task TrainAsync_WhitenedStartServedInFewerDimensions_KeepsTheInnerProductsItCan()
    {
        var options = TinyCorpus.Options(folder) with { WordVectors = WriteWordVectors(), StartWhitened = true, Table = TableFormat.Full };
        string[] texts = ["topic1word2 topic1word3", "topic1word5", "topic4word1 topic4word6", "topic2word2"];
        await TrainAsync("whole", options);
        await TrainAsync("same", options with { Architecture = options.Architecture with { ServedDimension = 8 } });
        await TrainAsync("fewer", options with { Architecture = options.Architecture with { ServedDimension = 5 } });
        await TrainAsync("on", options with { StartFrom = Out("fewer"), WordVectors = null, Architecture = options.Architecture with { ServedDimension = 5 } });

        var (whole, same, fewer) = (Encode("whole", texts), Encode("same", texts), Encode("fewer", texts));
        Assert.All(Encode("on", texts), vector => Assert.Equal(5, vector.Length));

        Assert.All(fewer, vector => Assert.Equal(5, vector.Length));
        Assert.All(fewer, vector => Assert.Equal(1, Dot(vector, vector), 1e-5));
        for (var i = 0; i < texts.Length; i++)
            for (var j = 0; j < texts.Length; j++)
                Assert.Equal(Dot(whole[i], whole[j]), Dot(same[i], same[j]), 1e-4);
        // six topics in eight dimensions: five hold most of what there is
        Assert.True(Dot(fewer[0], fewer[1]) > Dot(fewer[0], fewer[2]) + .3f, $"{Dot(fewer[0], fewer[1])} against {Dot(fewer[0], fewer[2])}");
    }

    [Fact]
    public async Task TrainAsync_MoreAnchorThanWordVectorsHave_IsRefused()
    {
        var options = TinyCorpus.Options(folder) with
        {
            WordVectors = WriteWordVectors(), Architecture = TinyCorpus.Architecture with { Width = 120, Dimension = 120, AnchorWidth = 101, AnchorShare = .4f },
        };

        var error = await Assert.ThrowsAsync<ArgumentException>(() => TrainAsync("out", options));

        Assert.Contains("the word vectors have 100", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_WordsOfATrainedModel_StandBehindTheGivenVectorsAtTheirLength()
    {
        await TrainAsync("teacher", TinyCorpus.Options(folder));
        var given = WordVectors.Load(WriteWordVectors());
        var lengths = given.Words.Select(word => Squares(Row(given, word))).Average();
        using var teacher = TextEncoder.Load(
            Out("teacher"), new EncoderOptions { Device = DeviceChoice.Cpu }, Microsoft.Extensions.Logging.Abstractions.NullLogger<TextEncoder>.Instance, TimeProvider.System);

        var (words, width) = await WordVectorTeaching.WriteAsync(teacher, Out("vectors"), Out("taught"), null, Token);

        Assert.Equal((48, 108), (words, width));
        var taught = WordVectors.Load(Out("taught"));
        Assert.Equal(given.Words, taught.Words);
        var row = Row(taught, "topic1word2");
        Assert.Equal(Row(given, "topic1word2"), row[..100]);
        // half floats
        Assert.Equal(lengths, Squares(row[100..]), .01 * lengths);
        var expected = Encode("teacher", "topic1word2")[0];
        Assert.Equal(1, Dot(expected, row[100..]) / Math.Sqrt(lengths), 1e-2);
        var again = await Assert.ThrowsAsync<IOException>(() => WordVectorTeaching.WriteAsync(teacher, Out("vectors"), Out("taught"), null, Token));
        Assert.Contains("exists; give a folder that does not", again.Message, StringComparison.Ordinal);
    }

    private static float[] Row(WordVectors vectors, string word)
    {
        var row = new float[vectors.Width];
        vectors.CopyTo(word, row, 1);
        return row;
    }

    private static float Squares(float[] vector) => Dot(vector, vector);

    /// <summary>The last three components of the vector of a word, which depends on its row alone.</summary>
    private float[] Anchor(string name) => Encode(name, "topic1word2")[0][5..];

    private float[][] Encode(string name, params string[] texts)
    {
        using var encoder = TextEncoder.Load(
            Out(name), new EncoderOptions { Device = DeviceChoice.Cpu }, Microsoft.Extensions.Logging.Abstractions.NullLogger<TextEncoder>.Instance, TimeProvider.System);
        return [.. encoder.EncodeAsync(texts, EncoderRole.Query, Token).GetAwaiter().GetResult().Vectors.Select(vector => vector!)];
    }

    private static float Dot(float[] left, float[] right) => System.Numerics.Tensors.TensorPrimitives.Dot<float>(left, right);

    private string WriteWordVectors()
    {
        var path = Out("vectors");
        Directory.CreateDirectory(path);
        string[] words = [.. Enumerable.Range(0, 48).Select(i => $"topic{i / 8}word{i % 8}")];
        var numbers = new float[words.Length * 100];
        new SeededRandom(9).FillNormal(numbers, 1);
        File.WriteAllLines(Path.Combine(path, "vocab.txt"), words);
        File.WriteAllBytes(
            Path.Combine(path, "vectors.f16"),
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.Select(number => (Half)number).ToArray().AsSpan()).ToArray());
        return path;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Out(string name) => Path.Combine(folder, name);

    private byte[] Model(string name) => File.ReadAllBytes(Path.Combine(Out(name), "model.onnx"));

    private Task<TrainingReport> TrainAsync(
        string name, EncoderTrainingOptions options, Action<TrainingProgress>? onProgress = null, CancellationToken? token = null) =>
        Trainer.TrainAsync(options, Out(name), onProgress is null ? null : new SynchronousProgress(onProgress), token ?? Token);

    /// <summary>Calls back on the training thread, so that a test can stop at an exact step.</summary>
    private sealed class SynchronousProgress(Action<TrainingProgress> callback) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => callback(value);
    }
}
