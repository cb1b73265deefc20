using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Finding;

public sealed class ExpertFinderTests
{
    [Theory, DatabaseData]
    public async Task Find_RanksWithEvidenceWhoseSharesAddUp(DatabaseProvider provider)
    {
        await using var world = await FindingWorld.CreateAsync(provider);
        await world.SaveAsync(
            Person(1, "Maya"), Person(2, "Jon"), Person(3, "Ada"),
            Doc(10, "Consumer lag", "The consumer lag grew because the rebalance never ended.", (1, AuthorshipRole.Author), (3, AuthorshipRole.Asker)),
            Doc(11, "Retention", "Kafka consumers and their lag", (1, AuthorshipRole.Author)),
            Doc(12, "Lag on dashboards", "How to read consumer lag", (2, AuthorshipRole.Reviewer)),
            Doc(13, "Paint", "Walls", (2, AuthorshipRole.Author)));
        await world.IndexAsync();

        var result = await world.FindAsync("consumer lag");

        Assert.Equal(["Maya", "Jon"], result.Experts.Select(expert => expert.Name));
        var best = result.Experts[0];
        Assert.Equal(best.Score, best.Evidence.Sum(evidence => evidence.Share) + best.OtherShare, 12);
        Assert.Equal(best.Score, best.Contributions.Sum(contribution => contribution.Value), 12);
        Assert.Equal((2, EvidenceStrength.Strong, "wiki/p1"), (best.DocumentCount, best.Strength, best.Key));
        Assert.All(result.Experts.SelectMany(expert => expert.Evidence), evidence => Assert.StartsWith("wiki/d", evidence.Key, StringComparison.Ordinal));
        Assert.Equal(["bm25", "experts", "sumsquares", "describe"], result.Trace.Select(stage => stage.Stage));
        Assert.All(result.Trace, stage => Assert.InRange(stage.Milliseconds, 0, result.Milliseconds));
        Assert.Equal((2, 3, false), (result.Total, result.DocumentCount, result.HasOnlyUnlistedAuthors));
    }

    [Fact]
    public async Task Find_Snippet_MarksTheWords()
    {
        await using var world = await FindingWorld.CreateAsync();
        await world.SaveAsync(Person(1, "Maya"), Doc(10, "Lag", "The consumers lagged behind.", (1, AuthorshipRole.Author)));
        await world.IndexAsync();

        var evidence = (await world.FindAsync("consumer lag")).Experts[0].Evidence[0];

        Assert.Equal(["consumers", "lagged"], evidence.Highlights.Select(range => evidence.Snippet.Substring(range.Start, range.Length)));
    }

    [Fact]
    public async Task Find_ServiceAccountsAndHiddenPeople_AreLeftOutAndTheResultSaysSo()
    {
        await using var world = await FindingWorld.CreateAsync();
        var (bot, hidden) = (Person(1, "Bot"), Person(2, "Hidden"));
        (bot.IsServiceAccount, hidden.IsHidden) = (true, true);
        await world.SaveAsync(bot, hidden, Doc(10, "Lag", "", (1, AuthorshipRole.Author), (2, AuthorshipRole.Author)));
        await world.IndexAsync();

        var result = await world.FindAsync("lag");

        Assert.Empty(result.Experts);
        Assert.Equal((1, true), (result.DocumentCount, result.HasOnlyUnlistedAuthors));
    }

    [Fact]
    public async Task Find_MergedExperts_AreOneWithoutIndexingAgain()
    {
        await using var world = await FindingWorld.CreateAsync();
        var second = Person(2, "M. Okafor");
        await world.SaveAsync(Person(1, "Maya"), second, Doc(10, "Lag", "", (1, AuthorshipRole.Author)), Doc(11, "Lag", "", (2, AuthorshipRole.Author)));
        await world.IndexAsync();
        Assert.Equal(2, (await world.FindAsync("lag")).Total);

        second.MergedIntoId = 1;
        await world.SaveAsync(second);
        await world.Directory.RefreshAsync(Cancel);

        var expert = Assert.Single((await world.FindAsync("lag")).Experts);
        Assert.Equal(("Maya", 2), (expert.Name, expert.DocumentCount));
    }

    [Fact]
    public async Task Find_RestrictedDocument_ComesOutNowhere()
    {
        await using var world = await FindingWorld.CreateAsync();
        var secret = Doc(11, "Crane zanzibar", "zanzibar crane", (2, AuthorshipRole.Author));
        (secret.VisibilityGroups, secret.Tags) = (["osprey"], ["zanzibar"]);
        await world.SaveAsync(
            new KnowledgeArea { Name = "zanzibar", Synonyms = ["crane"] },
            Person(1, "Maya"), Person(2, "Jon"), Doc(10, "Crane", "crane", (1, AuthorshipRole.Author)), secret);
        await world.IndexAsync();

        var open = await world.FindAsync("crane");
        Assert.Equal(["Maya"], open.Experts.Select(expert => expert.Name));
        Assert.DoesNotContain("zanzibar", System.Text.Json.JsonSerializer.Serialize(open), StringComparison.OrdinalIgnoreCase);
        Assert.Empty((await world.FindAsync("zanzibr")).DidYouMean);

        var member = await world.FindAsync("crane", new Viewer(new HashSet<string> { "osprey" }));
        Assert.Equal(["Jon", "Maya"], member.Experts.Select(expert => expert.Name).Order());
        Assert.Equal("zanzibar", Assert.Single(member.Areas).Name);
    }

    [Fact]
    public async Task Find_DocumentRestrictedAfterIndexing_IsNotShownNorCounted()
    {
        await using var world = await FindingWorld.CreateAsync();
        var document = Doc(10, "Crane", "crane", (1, AuthorshipRole.Author));
        await world.SaveAsync(Person(1, "Maya"), Person(2, "Jon"), document, Doc(11, "Crane", "crane", (2, AuthorshipRole.Author)));
        await world.IndexAsync();

        document.VisibilityGroups = ["osprey"];
        await world.SaveAsync(document);

        var result = await world.FindAsync("crane");
        Assert.Equal("Jon", Assert.Single(result.Experts).Name);
        Assert.Equal(1, Assert.Single(result.Facets.Sources).Count);
    }

    [Fact]
    public async Task Find_ExpertModelWithoutDocuments_IsFoundByItsProfile()
    {
        await using var world = await FindingWorld.CreateAsync();
        var model = Person(5, "Fault Assistant");
        (model.Kind, model.About, model.DeclaredAreas) = (ExpertKind.ExpertModel, "Explains fault codes and freeze frames.", ["can bus"]);
        await world.SaveAsync(model, Person(1, "Maya"), Doc(10, "Fault codes", "fault", (1, AuthorshipRole.Author)));
        await world.IndexAsync();

        var result = await world.FindAsync("fault codes", filter: new QueryFilter { ExpertKind = ExpertKind.ExpertModel });

        var found = Assert.Single(result.Experts);
        var evidence = Assert.Single(found.Evidence);
        Assert.True(evidence.IsProfile);
        Assert.Equal((0, null, EvidenceStrength.Some), (found.DocumentCount, found.LastActive, found.Strength));
        Assert.Equal([(ExpertKind.ExpertModel, 1), (ExpertKind.Person, 1)], result.Facets.ExpertKinds.Select(count => (count.Value, count.Count)));
    }

    [Fact]
    public async Task Find_SynonymOfAnArea_ExpandsTheQuery()
    {
        await using var world = await FindingWorld.CreateAsync();
        var document = Doc(10, "Velocity limits", "velocity", (1, AuthorshipRole.Author));
        document.Tags = ["speed control"];
        await world.SaveAsync(new KnowledgeArea { Name = "speed control", Synonyms = ["velocity"] }, Person(1, "Maya"), document);
        await world.IndexAsync();

        var result = await world.FindAsync("speed control");

        Assert.Equal("Maya", Assert.Single(result.Experts).Name);
        Assert.Equal("speed control", Assert.Single(result.Areas).Name);
        Assert.Equal("speed control", Assert.Single(result.Facets.Areas).Name);
    }

    [Fact]
    public async Task Find_Typo_IsForgivenAndTold()
    {
        await using var world = await FindingWorld.CreateAsync();
        await world.SaveAsync(Person(1, "Maya"), Doc(10, "Kubernetes", "upgrade", (1, AuthorshipRole.Author)));
        await world.IndexAsync();

        var result = await world.FindAsync("kuberntes upgrade");

        Assert.Equal(new TermCorrection("kuberntes", "kubernetes"), Assert.Single(result.DidYouMean));
        Assert.Single(result.Experts);
    }

    [Fact]
    public async Task Find_AnsweredQuestionLikeThis_IsOffered()
    {
        await using var world = await FindingWorld.CreateAsync();
        var question = Doc(10, "Why does consumer lag grow?", "Lag grows", (2, AuthorshipRole.Asker));
        var answer = Doc(11, "Why does consumer lag grow?", "Rebalance", (1, AuthorshipRole.Answerer));
        (question.Kind, answer.Kind, answer.ParentExternalId, answer.IsAccepted) = (DocumentKind.Question, DocumentKind.Answer, "d10", true);
        await world.SaveAsync(Person(1, "Maya"), Person(2, "Jon"), question, answer, Doc(12, "Other", "page", (1, AuthorshipRole.Author)));
        await world.IndexAsync();

        var similar = (await world.FindAsync("consumer lag grows")).SimilarQuestion;

        Assert.NotNull(similar);
        Assert.Equal((10L, 1, true), (similar.DocumentId, similar.Answers, similar.HasAcceptedAnswer));
        Assert.Null((await world.FindAsync("other page")).SimilarQuestion);
    }

    [Fact]
    public async Task Find_EveryPipeline_RanksTheAuthor()
    {
        await using var world = await FindingWorld.CreateAsync();
        await world.SaveAsync(Person(1, "Maya"), Doc(10, "Lag", "lag", (1, AuthorshipRole.Author)), Doc(11, "Paint", "wall"));
        await world.IndexAsync();

        foreach (var pipeline in ExpertFinder.Pipelines.Where(name => name is not (FindPipeline.Learned or FindPipeline.Hybrid)))
            Assert.Equal("Maya", Assert.Single((await world.FindAsync("lag", pipeline: pipeline)).Experts).Name);
        Assert.Equal("bm25>>model2", (await world.FindAsync("lag", pipeline: "model2")).Pipeline);
    }

    [Fact]
    public async Task Find_UnknownPipeline_ListsTheKnownOnes()
    {
        await using var world = await FindingWorld.CreateAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => world.FindAsync("lag", pipeline: "magic"));

        Assert.Contains("lexical", error.Message, StringComparison.Ordinal);
        Assert.Contains("bm25>>combmnz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_NothingIndexed_FindsNobody()
    {
        await using var world = await FindingWorld.CreateAsync();

        Assert.Empty((await world.FindAsync("lag")).Experts);
    }
}
