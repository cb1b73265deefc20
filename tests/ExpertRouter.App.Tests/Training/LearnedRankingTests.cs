using System.Text.Json;
using ExpertRouter.App.Finding;
using ExpertRouter.App.Tests.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Training;

public sealed class LearnedRankingTests
{
    [Fact]
    public async Task Find_LearnedWithoutRanker_SaysWhatToDo()
    {
        await using var world = await CreateAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => world.FindAsync("lag", pipeline: FindPipeline.Learned));

        Assert.Contains("rank train", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_DamagedRanker_DefaultGoesOnAndLearnedSaysWhy()
    {
        await using var world = await CreateAsync();
        await world.SaveAsync(Person(1, "Maya"), Doc(10, "Lag", "lag", (1, AuthorshipRole.Author)));
        await world.IndexAsync();
        Directory.CreateDirectory(world.Data.Models);
        await File.WriteAllTextAsync(world.Data.Ranker, "{", Cancel);

        Assert.Equal("lexical", (await world.FindAsync("lag")).Pipeline);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => world.FindAsync("lag", pipeline: FindPipeline.Learned));
        Assert.Contains("ranker.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_Learned_SharesAndContributionsAddUpToTheScore()
    {
        await using var world = await CreateAsync();
        var model = Person(4, "Assistant");
        (model.Kind, model.About) = (ExpertKind.ExpertModel, "Explains consumer lag.");
        var accepted = Doc(12, "Lag", "consumer lag", (2, AuthorshipRole.Author));
        accepted.IsAccepted = true;
        await world.SaveAsync(
            Person(1, "Maya"), Person(2, "Jon"), model, Doc(10, "Lag", "consumer lag", (1, AuthorshipRole.Author)),
            Doc(11, "Paint", "walls", (1, AuthorshipRole.Author)), accepted);
        await world.IndexAsync();
        await PromoteAsync(world, "acceptance rate", weight: 2);

        var experts = (await world.FindAsync("consumer lag")).Experts;

        // Accepted + 1 over documents + 4: Jon 2/5, Assistant 1/4, Maya 1/6. Weight 2 squares their ratios to the best:
        // (1/4 : 2/5)² = .390625, (1/6 : 2/5)² = .1736…; who is last in everything is Maya, so all have her score as base.
        Assert.Equal(["Jon", "Assistant", "Maya"], experts.Select(expert => expert.Name));
        Assert.Equal(1, experts[0].Score, 6);
        Assert.Equal(0.390625, experts[1].Score, 6);
        Assert.Equal(25.0 / 144, experts[2].Score, 6);
        foreach (var expert in experts)
        {
            Assert.Equal(expert.Score, expert.Evidence.Sum(evidence => evidence.Share) + expert.OtherShare, 12);
            Assert.Equal(expert.Score, expert.Contributions.Sum(contribution => contribution.Value), 12);
        }
        Assert.Equal(["acceptance rate", FeatureContributions.Base], experts[0].Contributions.Select(contribution => contribution.Signal));
        Assert.Equal(25.0 / 144, experts[0].Contributions[1].Value, 6);
        Assert.Equal([FeatureContributions.Base], experts[2].Contributions.Select(contribution => contribution.Signal));
    }

    [Theory, DatabaseData]
    public async Task Find_RestrictedDocuments_MoveNothingForThePublic(DatabaseProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.SaveAsync(
            new KnowledgeArea { Name = "crane" }, Person(1, "Maya"), Person(2, "Jon"),
            Doc(10, "Crane", "crane", (1, AuthorshipRole.Author)), Doc(11, "Crane", "crane and more", (2, AuthorshipRole.Author)));
        await world.IndexAsync();
        var before = await ScoresAsync(world);

        var secret = Doc(12, "Crane", "crane", (2, AuthorshipRole.Resolver));
        (secret.VisibilityGroups, secret.Tags, secret.IsAccepted, secret.CreatedAt) = (["osprey"], ["crane"], true, Day.AddHours(12));
        await world.SaveAsync(secret);
        await world.IndexAsync();
        var after = await ScoresAsync(world);
        secret.VisibilityGroups = [];
        await world.SaveAsync(secret);
        await world.IndexAsync();

        Assert.Equal(before, after);
        Assert.NotEqual(before, await ScoresAsync(world));
    }

    /// <summary>Every ranker's result with facts read afresh, as a program with an empty memory would give it.</summary>
    private static async Task<string> ScoresAsync(FindingWorld world)
    {
        var results = new List<object>();
        foreach (var feature in new[] { "documents", "acceptance rate", "last active", "shared tags", "lexical" })
        {
            await PromoteAsync(world, feature, weight: 1);
            var result = await world.CreateFinder(new FixedTime(Day.AddDays(1))).FindAsync(
                new FindRequest { Text = "crane", Viewer = Viewer.Public, Pipeline = FindPipeline.Learned }, Cancel);
            results.Add(result.Experts.Select(expert => new { expert.Name, expert.Score, expert.Contributions }));
        }
        return JsonSerializer.Serialize(results);
    }

    private static async Task PromoteAsync(FindingWorld world, string feature, double weight)
    {
        var path = await RankerPromotionTests.SaveAsync(world, feature, weight);
        Directory.CreateDirectory(world.Data.Models);
        File.Move(path, world.Data.Ranker, overwrite: true);
    }
}
