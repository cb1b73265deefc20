using ExpertRouter.App.Encoders;
using ExpertRouter.App.Tests.Finding;
using ExpertRouter.App.Training;
using ExpertRouter.Core.Model;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Training;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Training;

public sealed class EncoderPromotionTests
{
    private const int Topics = 6;

    private static readonly EncoderTrainingOptions Recipe = new()
    {
        Name = "own", Architecture = new EncoderArchitecture { Width = 16, Dimension = 12, Layer = new MoeOptions { Experts = 4, Hidden = 4, TopK = 2 } },
        Tokenizer = new() { Buckets = 50 }, MinimumWordDocuments = 2, Steps = 80, WarmUpSteps = 4, ExpertBatch = 64, SameExpertBatch = 6, PairBatch = 48,
        PairWeight = 1, LearningRate = .02f, TableLearningRate = .03f, HeadLearningRate = .04f, TokenDropout = .2f,
    };

    [Fact]
    public async Task Train_TooLittleText_CountsIt()
    {
        await using var world = await CreateAsync();
        await History.SaveAsync(world, days: 3);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Trainer(world).ReadAsync(restricted: false, Cancel));

        Assert.Contains("it needs 200", error.Message, StringComparison.Ordinal);
        Assert.Contains("documents with an expert", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promote_TrainedOnTheStore_ReplacesAnUntrainedOneAndIsThenInUse()
    {
        await using var world = await CreateAsync();
        await SaveTopicsAsync(world);
        var corpus = await Trainer(world).ReadAsync(restricted: false, Cancel);
        var untrained = Path.Combine(world.Data.Root, "untrained");
        await Trainer(world).TrainAsync(corpus, Recipe with { Steps = 1 }, untrained, null, Cancel);
        var installed = new InstalledEncoderOptions { Model = untrained };

        var (report, candidate) = await Trainer(world).TrainAsync(corpus, Recipe, null, null, Cancel);
        var entry = await Promotion(world, installed).PromoteAsync(candidate, Cancel);

        Assert.True(entry.Promoted, entry.Reason);
        Assert.Equal(Topics, report.Experts);
        Assert.StartsWith(world.Data.EncoderCandidates, candidate, StringComparison.Ordinal);
        Assert.True(entry.Pairs!.IsBetter);
        Assert.Contains("clear Encoder:Model", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(ModelManifest.Load(candidate).Sha256, ModelManifest.Load(world.Data.Encoder).Sha256);
        Assert.Single(await File.ReadAllLinesAsync(world.Data.EncoderHistory, Cancel));

        var again = await Promotion(world, new InstalledEncoderOptions()).PromoteAsync(candidate, Cancel);
        Assert.Equal((false, "it is the encoder in use"), (again.Promoted, again.Reason));

        var worse = await Promotion(world, new InstalledEncoderOptions()).PromoteAsync(untrained, Cancel);
        Assert.False(worse.Promoted);
        Assert.StartsWith("worse: ", worse.Reason, StringComparison.Ordinal);
        Assert.Equal(ModelManifest.Load(candidate).Sha256, ModelManifest.Load(world.Data.Encoder).Sha256);
    }

    [Fact]
    public async Task Promote_NoModelInTheFolder_SaysSo()
    {
        await using var world = await CreateAsync();

        var error = await Assert.ThrowsAsync<ModelLoadException>(() => Promotion(world, new InstalledEncoderOptions()).PromoteAsync(world.Data.Root, Cancel));

        Assert.Contains("no manifest", error.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Six people with a topic each. Titles and bodies of a topic have no word in common (t… and b… words), so only training can tell
    /// which belong together.
    /// </summary>
    private static async Task SaveTopicsAsync(FindingWorld world)
    {
        await world.SaveAsync([.. Enumerable.Range(1, Topics).Select(topic => Person(topic, $"Person {topic}"))]);
        var random = new Random(5);
        string Words(char kind, int topic, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => $"topic{topic}{kind}word{random.Next(12)}"));
        await world.SaveAsync([.. Enumerable.Range(0, 480).Select(number =>
            Doc(100 + number, Words('t', number % Topics, 4), Words('b', number % Topics, 9), (1 + (number % Topics), AuthorshipRole.Author)))]);
    }

    private static StoreEncoderTrainer Trainer(FindingWorld world) => new(new EncoderCorpusReader(world.Database, world.Directory), world.Data, TimeProvider.System);

    private static EncoderPromotion Promotion(FindingWorld world, InstalledEncoderOptions installed) => new(
        new EncoderCorpusReader(world.Database, world.Directory), world.Data, Options.Create(installed), NullLogger<TextEncoder>.Instance, TimeProvider.System);
}
