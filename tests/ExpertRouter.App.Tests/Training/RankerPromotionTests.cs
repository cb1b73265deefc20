using ExpertRouter.App.Finding;
using ExpertRouter.App.Tests.Finding;
using ExpertRouter.App.Training;
using ExpertRouter.Learning.Ranking;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Training;

public sealed class RankerPromotionTests
{
    private const int Days = 60;

    [Fact]
    public async Task Train_TooFewOutcomes_SaysHowManyAreNeeded()
    {
        await using var world = await CreateAsync();
        await History.SaveAsync(world, days: 5);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Trainer(world).TrainAsync(RankerMethod.Mixture, 1, Cancel));

        Assert.Contains("5 outcomes", error.Message, StringComparison.Ordinal);
        Assert.Contains("needs 50", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_Twice_GivesTheSameRanker()
    {
        await using var world = await CreateAsync();
        await History.SaveAsync(world, Days);

        var (first, _) = await Trainer(world).TrainAsync(RankerMethod.Mixture, 1, Cancel);
        var (second, _) = await Trainer(world).TrainAsync(RankerMethod.Mixture, 1, Cancel);

        Assert.Equal(first.DataHash, second.DataHash);
        Assert.Equal(first.Mixture!.Weights, second.Mixture!.Weights);
    }

    [Theory]
    [InlineData(RankerMethod.Mixture)]
    [InlineData(RankerMethod.LambdaMart)]
    public async Task Promote_BetterRanker_RanksFromNowOn(RankerMethod method)
    {
        await using var world = await CreateAsync();
        await History.SaveAsync(world, Days);
        await world.IndexAsync();
        var before = await world.FindAsync("pump pressure valve3");

        var (artifact, path) = await Trainer(world).TrainAsync(method, 1, Cancel);
        var entry = await Promotion(world).PromoteAsync(path, Cancel);
        var after = await world.FindAsync("pump pressure valve3");

        // 59 of 60 days can be learned from (nobody is known on the first); 30 % of them, 17, judge.
        // Loud comes first by words, so lexical has MRR 1/2 and the ranker 1 on each of them.
        Assert.Equal((true, 17, 0.5), (entry.Promoted, entry.HeldOut, entry.Difference));
        Assert.Equal((17, 0.5, 1), (artifact.Metrics["held-out queries"], artifact.Metrics["MRR of lexical"], artifact.Metrics["MRR"]));
        Assert.Equal(("lexical", "Loud"), (before.Pipeline, before.Experts[0].Name));
        Assert.Equal(("learned", "Right"), (after.Pipeline, after.Experts[0].Name));
        Assert.Equal("learned", after.Trace[^2].Stage);
        Assert.Equal("Loud", (await world.FindAsync("pump pressure valve3", pipeline: FindPipeline.Lexical)).Experts[0].Name);
        Assert.Equal(entry, Assert.Single(await Promotion(world).HistoryAsync(Cancel)));
    }

    [Fact]
    public async Task Promote_NotBetter_IsRefusedAndRecorded()
    {
        await using var world = await CreateAsync();
        await History.SaveAsync(world, Days);
        var path = await SaveAsync(world, LearnedFeatures.Lexical, weight: 1);

        var entry = await Promotion(world).PromoteAsync(path, Cancel);

        Assert.False(entry.Promoted);
        Assert.Contains("not better", entry.Reason, StringComparison.Ordinal);
        Assert.False(world.Promoted.Exists);
        Assert.Equal(entry, Assert.Single(await Promotion(world).HistoryAsync(Cancel)));
    }

    [Fact]
    public async Task Promote_TheSameAgain_IsRefused()
    {
        await using var world = await CreateAsync();
        await History.SaveAsync(world, Days);
        var path = await SaveAsync(world, "acceptance rate", weight: 1);

        Assert.True((await Promotion(world).PromoteAsync(path, Cancel)).Promoted);
        Assert.False((await Promotion(world).PromoteAsync(path, Cancel)).Promoted);
    }

    [Fact]
    public async Task Promote_NothingHeldOut_IsRefused()
    {
        await using var world = await CreateAsync();
        await History.SaveAsync(world, Days);
        var path = await SaveAsync(world, "acceptance rate", weight: 1, until: History.First.AddDays(Days));

        var entry = await Promotion(world).PromoteAsync(path, Cancel);

        Assert.Equal((false, 0, null), (entry.Promoted, entry.HeldOut, entry.PValue));
    }

    [Fact]
    public async Task Promote_OtherFeatures_SaysWhatToDo()
    {
        await using var world = await CreateAsync();
        var artifact = await RankerArtifact.LoadAsync(await SaveAsync(world, "acceptance rate", weight: 1), Cancel);
        var path = Path.Combine(world.Data.Root, "odd.json");
        await (artifact with { FeatureNames = ["moon phase"] }).SaveAsync(path, Cancel);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Promotion(world).PromoteAsync(path, Cancel));

        Assert.Contains("moon phase", error.Message, StringComparison.Ordinal);
        Assert.Contains("rank train", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_WithAnEncoder_ItsFeaturesTakePartUntilTheModelChanges()
    {
        await using var world = await CreateAsync();
        world.UseModel("topics", "pump 0", "pressure 0", "look 1");
        await History.SaveAsync(world, Days);
        await world.IndexAsync();

        var (artifact, path) = await new RankerTrainer(world.Outcomes, world.Replay, world.Data, TimeProvider.System, world.Encoders)
            .TrainAsync(RankerMethod.Mixture, 1, Cancel);
        var promotion = new RankerPromotion(world.Outcomes, world.Replay, world.Promoted, world.Data, TimeProvider.System, world.Encoders);
        var entry = await promotion.PromoteAsync(path, Cancel);

        Assert.Equal(("topics", true), (artifact.Encoder, entry.Promoted));
        Assert.Equal(LearnedFeatures.NamesWithMeaning, artifact.FeatureNames);
        Assert.Contains("MRR of hybrid", artifact.Metrics.Keys);
        var learned = await world.FindAsync("pump pressure valve3");
        Assert.Equal(("learned", "Right"), (learned.Pipeline, learned.Experts[0].Name));
        Assert.Equal(learned.Experts[0].Score, learned.Experts[0].Contributions.Sum(contribution => contribution.Value), 9);

        world.UseModel("others", "pump 0", "pressure 0", "look 1");
        await world.IndexAsync();
        await world.Updater.FillVectorsAsync(int.MaxValue, null, Cancel);
        Assert.Equal("hybrid", (await world.FindAsync("pump pressure valve3")).Pipeline);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => world.FindAsync("pump", pipeline: FindPipeline.Learned));
        Assert.Contains("vectors of topics", error.Message, StringComparison.Ordinal);
        Assert.Contains("rank train", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_RankerOfWordsAlone_RanksAsBeforeBesideAnEncoder()
    {
        await using var world = await CreateAsync();
        await History.SaveAsync(world, Days);
        await world.IndexAsync();
        Assert.True((await Promotion(world).PromoteAsync(await SaveAsync(world, "acceptance rate", weight: 1), Cancel)).Promoted);
        var before = await world.FindAsync("pump pressure valve3");

        world.UseModel("topics", "pump 0", "pressure 0");
        await world.IndexAsync();
        await world.Updater.FillVectorsAsync(int.MaxValue, null, Cancel);
        var after = await world.FindAsync("pump pressure valve3");

        Assert.Equal("learned", after.Pipeline);
        Assert.Equal(before.Experts.Select(expert => (expert.Name, expert.Score)), after.Experts.Select(expert => (expert.Name, expert.Score)));
    }

    /// <summary>A candidate that ranks by one feature.</summary>
    internal static async Task<string> SaveAsync(FindingWorld world, string feature, double weight, DateTimeOffset? until = null)
    {
        var names = LearnedFeatures.Names;
        var path = Path.Combine(world.Data.Root, "candidate.json");
        await new RankerArtifact
        {
            Method = "by hand", FeatureNames = names, DataHash = "0", TrainingQueries = 1, TrainedAt = History.First, TrainedUntil = until ?? History.First,
            Metrics = new Dictionary<string, double>(),
            Mixture = new MixtureParameters(
                [.. names.Select(name => name == feature ? weight : 0)], [.. names.Select(_ => 0.0)], [.. names.Select(_ => 1.0)]),
        }.SaveAsync(path, Cancel);
        return path;
    }

    private static RankerTrainer Trainer(FindingWorld world) => new(world.Outcomes, world.Replay, world.Data, TimeProvider.System);

    private static RankerPromotion Promotion(FindingWorld world) => new(world.Outcomes, world.Replay, world.Promoted, world.Data, TimeProvider.System);
}
