using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Training;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class TrainedEncoderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static EncoderTrainer Trainer { get; } = new(TimeProvider.System);

    private static EncoderTrainingOptions Options { get; } = TinyCorpus.Options("");

    [Fact]
    public void Train_InMemory_TellsTheExpertOfATopic()
    {
        using var encoder = Trainer.Train(Options with { Steps = 60, ValidationDocuments = 0, ValidationShare = 0 }, TinyCorpus.Documents, TinyCorpus.Pairs, null, Cancel);

        // Documents of expert 3 have a title of topic 3 and a body of topic (3 + 1000) mod 6 = 1.
        var vector = Assert.Single(encoder.Encode(["topic3word1 topic3word5 topic1word2 topic1word7 topic1word3 topic1word4 topic1word6"]));
        var opinions = encoder.LogProbabilities(vector);

        Assert.Equal("expert3", encoder.Experts[opinions.IndexOf(opinions.Max())]);
        Assert.Equal(1, opinions.Sum(value => Math.Exp(value)), 4);
    }

    [Fact]
    public void Train_Twice_GivesTheSameBits()
    {
        string[] texts = ["topic1word1 topic2word2", "unheard of words"];
        using var first = Trainer.Train(Options, TinyCorpus.Documents, TinyCorpus.Pairs, null, Cancel);
        using var second = Trainer.Train(Options, TinyCorpus.Documents, TinyCorpus.Pairs, null, Cancel);

        Assert.Equal(first.Encode(texts), second.Encode(texts));
    }

    [Fact]
    public void Encode_NoToken_HasNoVector()
    {
        using var encoder = Trainer.Train(Options with { Steps = 1 }, TinyCorpus.Documents, [], null, Cancel);

        var vectors = encoder.Encode(["", "topic1word1", "!?"]);

        Assert.Equal([false, true, false], vectors.Select(vector => vector is not null));
    }

    [Fact]
    public void Train_PairsOnly_KnowsNoExperts()
    {
        using var encoder = Trainer.Train(Options with { Steps = 1 }, [], TinyCorpus.Pairs, null, Cancel);

        Assert.Empty(encoder.Experts);
        Assert.Empty(encoder.LogProbabilities(new float[encoder.Dimension]));
    }

    [Fact]
    public void Train_FamiliesOfTheirOwn_AreNeverPairedWithThemselves()
    {
        // All documents of an expert are one family, so no same-expert pair can be drawn and that loss does not exist.
        TrainingDocument[] documents = [.. TinyCorpus.Documents.Select(document => document with { Family = document.Experts[0] })];
        var losses = new List<StepLosses>();

        using var encoder = Trainer.Train(Options with { Steps = 1, ValidationDocuments = 0 }, documents, [], new Sink(losses), Cancel);

        Assert.True(float.IsNaN(Assert.Single(losses).SameExpert));
    }

    [Theory]
    [InlineData(TableFormat.Half, .005f)]
    [InlineData(TableFormat.Bytes, .05f)]
    public async Task StartFrom_AModel_BeginsWithItsVectors(TableFormat table, float tolerance)
    {
        var folder = Directory.CreateTempSubdirectory("start-").FullName;
        await Trainer.TrainAsync(Options with { Table = table }, TinyCorpus.Documents, TinyCorpus.Pairs, folder, null, Cancel);
        using var model = TextEncoder.Load(folder, new EncoderOptions(), NullLogger<TextEncoder>.Instance, TimeProvider.System);
        var expected = (await model.EncodeAsync(["topic4word1 topic5word3 topic4word6"], EncoderRole.Query, Cancel)).Vectors[0]!;

        // One step at a rate that moves nothing visible; 16-bit rows are good for three digits, bytes for two. The vocabulary has another order.
        var still = Options with { StartFrom = folder, Steps = 1, LearningRate = 1e-9f, TableLearningRate = 1e-9f, HeadLearningRate = 1e-9f, MinimumWordDocuments = 1 };
        using var started = Trainer.Train(still, [.. TinyCorpus.Documents.Reverse()], [], null, Cancel);
        var vector = started.Encode(["topic4word1 topic5word3 topic4word6"])[0]!;

        Assert.All(expected.Zip(vector), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task StartFrom_WordsThatTheNewTextLacks_AreNotForgotten()
    {
        var folder = Directory.CreateTempSubdirectory("start-").FullName;
        await Trainer.TrainAsync(Options, TinyCorpus.Documents, TinyCorpus.Pairs, folder, null, Cancel);
        using var model = TextEncoder.Load(folder, new EncoderOptions(), NullLogger<TextEncoder>.Instance, TimeProvider.System);
        var expected = (await model.EncodeAsync(["topic4word1 topic4word6"], EncoderRole.Query, Cancel)).Vectors[0]!;
        TrainingDocument[] others = [.. TinyCorpus.Documents.Where(document => !$"{document.Title} {document.Body}".Contains("topic4", StringComparison.Ordinal))];

        var still = Options with { StartFrom = folder, Steps = 1, LearningRate = 1e-9f, TableLearningRate = 1e-9f, HeadLearningRate = 1e-9f };
        using var started = Trainer.Train(still, others, [], null, Cancel);
        var vector = started.Encode(["topic4word1 topic4word6"])[0]!;

        Assert.NotEmpty(others);
        Assert.All(expected.Zip(vector), pair => Assert.Equal(pair.First, pair.Second, .005f));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task StartFrom_OtherArchitecture_SaysSo()
    {
        var folder = Directory.CreateTempSubdirectory("start-").FullName;
        await Trainer.TrainAsync(Options with { Steps = 1 }, TinyCorpus.Documents, [], folder, null, Cancel);

        var error = Assert.Throws<ModelLoadException>(() => Trainer.Train(
            Options with { StartFrom = folder, Architecture = TinyCorpus.Architecture with { Width = 16 } }, TinyCorpus.Documents, [], null, Cancel));

        Assert.Contains("12 wide", error.Message, StringComparison.Ordinal);
        Assert.Equal(TinyCorpus.Architecture.Width, EncoderTrainingOptions.ArchitectureOf(folder)!.Width);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(100, 150, 25, 12)]
    [InlineData(10_000, 320, 512, 256)]
    [InlineData(200_000, 640, 512, 256)]
    public void ForDocuments_SmallSets_GetSmallerBatchesAndFewerSteps(int documents, int steps, int expertBatch, int pairBatch)
    {
        // 640 steps from 20,000 documents on: 10,000 give half of them, 100 the least; batches are a quarter and an eighth of the set.
        var options = EncoderTrainingOptions.ForDocuments(documents);

        Assert.Equal((steps, expertBatch, pairBatch), (options.Steps, options.ExpertBatch, options.PairBatch));
    }

    private sealed class Sink(List<StepLosses> losses) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => losses.Add(value.Losses);
    }
}
