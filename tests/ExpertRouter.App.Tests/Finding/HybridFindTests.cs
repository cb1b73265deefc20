using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Hybrid;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Finding;

public sealed class HybridFindTests
{
    private static readonly string[] Words = ["crane 0", "hoist 0", "lifting 0", "paint 1", "varnish 1"];

    [Fact]
    public async Task Find_OtherWordsSameMeaning_FindsPeopleAndSaysWhy()
    {
        await using var world = await WorldAsync();

        var result = await world.FindAsync("hoist");

        var expert = Assert.Single(result.Experts);
        Assert.Equal(("hybrid", "Maya"), (result.Pipeline, expert.Name));
        var only = Assert.Single(expert.Contributions);
        Assert.Equal((Signals.Meaning, 1), (only.Signal, only.Documents));
        Assert.Equal(expert.Score, only.Value, 12);
        Assert.Equal(EvidenceStrength.Some, expert.Strength);
        Assert.Contains(result.Trace, stage => stage is { Stage: "meaning.encode", In: 1, Out: 1 });
        Assert.Contains(result.Trace, stage => stage is { Stage: HybridRetriever.MeaningOnly, Out: 1 });
    }

    [Fact]
    public async Task Find_WordsAndMeaning_BothCountInProportion()
    {
        await using var world = await WorldAsync();
        await world.SaveAsync(Doc(12, "crane", "hoist", (1, AuthorshipRole.Author)));
        await world.IndexAsync();

        var expert = (await world.FindAsync("crane hoist", top: 1)).Experts[0];

        Assert.Equal("Maya", expert.Name);
        Assert.Equal(expert.Score, expert.Contributions.Sum(contribution => contribution.Value), 12);
        Assert.Equal(["meaning", "written"], expert.Contributions.Select(contribution => contribution.Signal).Order(StringComparer.Ordinal));
        // Document 12 has every word and the same meaning: words 1, meaning .5, so two thirds and one third of its share;
        // document 10 has one word of two. Words count more in both.
        Assert.Equal("written", expert.Contributions[0].Signal);
    }

    [Fact]
    public async Task Find_WordsAndMeaningThatOccurNowhere_FindsNobody()
    {
        await using var world = await WorldAsync();

        foreach (var text in (string[])["qqqzzz xxyy", "🦀🦀"])
        {
            var result = await world.FindAsync(text);
            Assert.Empty(result.Experts);
            Assert.False(result.HasOnlyUnlistedAuthors);
        }
    }

    [Fact]
    public async Task Find_RestrictedDocumentNearInMeaning_NeedsItsGroup()
    {
        await using var world = await WorldAsync();
        var secret = Doc(12, "lifting", "lifting", (2, AuthorshipRole.Author));
        secret.VisibilityGroups = ["osprey"];
        await world.SaveAsync(secret);
        await world.IndexAsync();

        Assert.Equal(["Maya"], (await world.FindAsync("hoist")).Experts.Select(expert => expert.Name));
        var inside = await world.FindAsync("hoist", new Viewer(new HashSet<string> { "osprey" }));
        Assert.Equal(["Jon", "Maya"], inside.Experts.Select(expert => expert.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Find_Lexical_LeavesMeaningOut()
    {
        await using var world = await WorldAsync();

        var result = await world.FindAsync("hoist", pipeline: FindPipeline.Lexical);

        Assert.Equal("lexical", result.Pipeline);
        Assert.Empty(result.Experts);
        Assert.DoesNotContain(result.Trace, stage => stage.Stage.StartsWith("meaning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Find_HybridWithoutEncoder_SaysWhatToDoAndDefaultGoesByWords()
    {
        await using var world = await CreateAsync();
        await world.SaveAsync(Person(1, "Maya"), Doc(10, "crane", "", (1, AuthorshipRole.Author)));
        await world.IndexAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => world.FindAsync("crane", pipeline: FindPipeline.Hybrid));

        Assert.Contains("expertrouter doctor", error.Message, StringComparison.Ordinal);
        Assert.Equal("lexical", (await world.FindAsync("crane")).Pipeline);
    }

    [Fact]
    public async Task Find_EncoderFailsDuringASearch_WordsStillFind()
    {
        await using var world = await WorldAsync();
        world.Models.CallsLeft = 0;

        var result = await world.FindAsync("crane");

        Assert.Equal(("lexical", "Maya"), (result.Pipeline, Assert.Single(result.Experts).Name));
    }

    [Fact]
    public async Task Find_AnsweredQuestionOfTheSameMeaning_IsOffered()
    {
        await using var world = await WorldAsync();
        var question = Doc(20, "Why does the crane stop?", "crane", (2, AuthorshipRole.Asker));
        var answer = Doc(21, "Look at the fuse", "", (1, AuthorshipRole.Answerer));
        (question.Kind, answer.Kind, answer.ParentExternalId, answer.IsAccepted) = (DocumentKind.Question, DocumentKind.Answer, "d20", true);
        await world.SaveAsync(question, answer);
        await world.IndexAsync();

        var similar = (await world.FindAsync("hoist hoist")).SimilarQuestion;

        Assert.Equal((20, 1, 1.0), (similar?.DocumentId, similar?.Answers, Math.Round(similar?.Similarity ?? 0, 6)));
        Assert.Null((await world.FindAsync("varnish")).SimilarQuestion);
    }

    private static async Task<FindingWorld> WorldAsync()
    {
        var world = await CreateAsync();
        world.UseModel("topics", Words);
        await world.SaveAsync(
            Person(1, "Maya"), Person(2, "Jon"),
            Doc(10, "crane", "crane", (1, AuthorshipRole.Author)), Doc(11, "paint", "paint on the wall", (2, AuthorshipRole.Author)));
        await world.IndexAsync();
        return world;
    }
}
