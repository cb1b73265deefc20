using ExpertRouter.Core.Model;
using ExpertRouter.Core.Ranking;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Learning.Ranking;

namespace ExpertRouter.Learning.Tests.Ranking;

public sealed class RankerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void LambdaMart_TwoRuns_GiveSameTreesThatRank()
    {
        var groups = Groups(seed: 5, count: 80);
        var trainer = new LambdaMartTrainer(new LambdaMartOptions { Rounds = 20, MinimumRowsPerLeaf = 5 });

        var first = Assert.IsType<TreeRanker>(trainer.Train(["signal", "noise"], groups));
        var second = Assert.IsType<TreeRanker>(trainer.Train(["signal", "noise"], groups));

        var fresh = Groups(seed: 6, count: 20);
        Assert.Equal(fresh.SelectMany(first.Score), fresh.SelectMany(second.Score));
        var right = fresh.Count(group => first.Score(group).Index().MaxBy(score => score.Item).Index == group.Relevant[0]);
        Assert.True(right >= 15, $"{right} of 20 fresh queries ranked right (seed 6)");
    }

    [Fact]
    public void Explain_Trees_AddsUpToScoreMinusConstant()
    {
        // x <= 1 ? 2 : (y <= 0 ? 4 : 9); mean of leaves 5, of the right side 6.5
        var ranker = new TreeRanker(["x", "y"], [new RegressionTree([0, 1], [1, 0], [~0, ~1], [1, ~2], [2, 4, 9])]);
        var group = new RankingGroup([0, 0, 3, -1, 3, 5], 3, []);

        Assert.Equal([2, 4, 9], ranker.Score(group));
        Assert.Equal([1.5, 2.5], ranker.Explain(group, 2));
        Assert.Equal([-3, 0], ranker.Explain(group, 0));
    }

    [Fact]
    public async Task Artifact_SavedAndLoaded_ScoresTheSame()
    {
        var groups = Groups(seed: 5, count: 40);
        var ranker = new ListwiseMixtureTrainer().Train(["signal", "noise"], groups);
        var path = Path.Combine(Path.GetTempPath(), $"ranker-{Guid.CreateVersion7()}.json");
        try
        {
            await RankerArtifact.Create(ranker, "listwise mixture", groups, new Dictionary<string, double> { ["MRR"] = .5 }, Start)
                .SaveAsync(path, TestContext.Current.CancellationToken);

            var loaded = await RankerArtifact.LoadAsync(path, TestContext.Current.CancellationToken);

            Assert.Equal(ranker.Score(groups[0]), loaded.ToRanker().Score(groups[0]));
            Assert.Equal(["signal", "noise"], loaded.FeatureNames);
            Assert.Equal(40, loaded.TrainingQueries);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Artifact_NoJson_NamesTheFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"ranker-{Guid.CreateVersion7()}.json");
        await File.WriteAllTextAsync(path, "no model", TestContext.Current.CancellationToken);
        try
        {
            var exception = await Assert.ThrowsAsync<InvalidDataException>(
                () => RankerArtifact.LoadAsync(path, TestContext.Current.CancellationToken));

            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Training_LaterQueries_AreHeldOutAndDoNotChangeTheModel()
    {
        var past = Groups(seed: 5, count: 40).Select((group, day) => new PastQuery($"q{day}", Start.AddDays(day), group)).ToList();
        var training = new RankerTraining(new ListwiseMixtureTrainer(), TimeProvider.System);

        var trained = training.Train(["signal", "noise"], past);
        var turned = past.Select((query, day) => day < 30 ? query : query with { Group = query.Group with { Relevant = [0] } });
        var again = training.Train(["signal", "noise"], turned);

        Assert.Equal(Enumerable.Range(30, 10).Select(day => $"q{day}"), trained.HeldOut.Select(query => query.Id));
        Assert.Equal(trained.Artifact.DataHash, again.Artifact.DataHash);
        Assert.Equal(trained.Ranker.Score(past[0].Group), again.Ranker.Score(past[0].Group));
    }

    [Theory]
    [InlineData(.049, true)]
    [InlineData(.05, false)]
    public void Decide_BetterCandidate_IsPromotedOnlyBelowSignificance(double p, bool promoted)
    {
        // The candidate ranks the right one first (1), the present one second (1/2).
        PastQuery[] heldOut = [new("q", Start, new RankingGroup([0, 1], 2, [1]))];
        var check = new PromotionCheck(_ => p);

        var decision = check.Decide(Linear(1), Linear(-1), heldOut);

        Assert.Equal(promoted, decision.Promoted);
        Assert.Equal(.5, decision.Difference);
    }

    [Fact]
    public void Decide_WorseOrUntestable_IsRefusedWithReason()
    {
        PastQuery[] heldOut = [new("q", Start, new RankingGroup([0, 1], 2, [1]))];

        var worse = new PromotionCheck(_ => .001).Decide(Linear(-1), Linear(1), heldOut);
        var few = new PromotionCheck(_ => null).Decide(Linear(1), Linear(-1), heldOut);

        Assert.False(worse.Promoted);
        Assert.Contains("not better", worse.Reason, StringComparison.Ordinal);
        Assert.False(few.Promoted);
        Assert.Contains("too few", few.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void HitFeatures_AskerAndAuthors_OnlyAuthorsAreCandidates()
    {
        Hit[] hits =
        [
            new() { DocumentId = 1, Score = 4, Rank = 1, CreatedAt = Start, Authors = [new(7, AuthorshipRole.Answerer, 1), new(9, AuthorshipRole.Asker, 1)] },
            new() { DocumentId = 2, Score = 2, Rank = 2, CreatedAt = Start, Authors = [new(5, AuthorshipRole.Author, 1)] },
        ];

        var (experts, table) = HitFeatures.Extract(hits, Start, _ => ExpertFacts.Unknown);

        Assert.Equal([5L, 7L], experts);
        var group = table.ToGroup();
        var sum = table.Names.Index().Single(name => name.Item == "text sum").Index;
        // shares of the best hit: 2/4 for expert 5, 1 for expert 7; relative to the best expert, plus .01
        Assert.Equal(Math.Log(.51), group.Row(0)[sum], 4);
        Assert.Equal(Math.Log(1.01), group.Row(1)[sum], 4);
    }

    private static ListwiseMixture Linear(double weight) => new(["f"], [weight], [0], [1]);

    /// <summary>Five candidates each; the one with the largest signal is right, the noise says nothing.</summary>
    private static RankingGroup[] Groups(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var features = Enumerable.Range(0, 10).Select(_ => (float)random.NextDouble()).ToArray();
            var right = Enumerable.Range(0, 5).MaxBy(candidate => features[candidate * 2]);
            return new RankingGroup(features, 5, [right]);
        })];
    }
}
