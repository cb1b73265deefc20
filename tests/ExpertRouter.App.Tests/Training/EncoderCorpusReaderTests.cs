using ExpertRouter.App.Tests.Finding;
using ExpertRouter.App.Training;
using ExpertRouter.Core.Model;
using ExpertRouter.Data.Providers;
using ExpertRouter.Testing;
using static ExpertRouter.App.Tests.Finding.FindingWorld;

namespace ExpertRouter.App.Tests.Training;

public sealed class EncoderCorpusReaderTests
{
    [Theory, DatabaseData]
    public async Task Read_Experts_AreCanonicalAndRankableAndNoAskers(DatabaseProvider provider)
    {
        await using var world = await CreateAsync(provider);
        var (twin, bot, hidden) = (Person(4, "Right elsewhere"), Person(5, "Build bot"), Person(6, "Shy"));
        (twin.MergedIntoId, bot.IsServiceAccount, hidden.IsHidden) = (3, true, true);
        await world.SaveAsync(
            Person(1, "Asker"), Person(3, "Right"), twin, bot, hidden,
            Doc(10, "Pump", "How to mend it", (1, AuthorshipRole.Asker), (4, AuthorshipRole.Author), (5, AuthorshipRole.CoAuthor), (6, AuthorshipRole.Reviewer)));

        var corpus = await Reader(world).ReadAsync(restricted: false, Cancel);

        Assert.Equal(["3"], Assert.Single(corpus.Documents.Concat(corpus.HeldOutDocuments)).Experts);
    }

    [Fact]
    public async Task Read_RestrictedAndDeleted_AreLeftOut()
    {
        await using var world = await CreateAsync();
        var (restricted, deleted) = (Doc(11, "Secret", "osprey"), Doc(12, "Gone", "gone"));
        (restricted.VisibilityGroups, deleted.IsDeleted) = (["osprey"], true);
        await world.SaveAsync(Doc(10, "Open", "open"), restricted, deleted);

        var corpus = await Reader(world).ReadAsync(restricted: false, Cancel);
        var all = await Reader(world).ReadAsync(restricted: true, Cancel);

        Assert.Equal(["Open"], Titles(corpus));
        Assert.Equal(1, corpus.Restricted);
        Assert.Equal(["Open", "Secret"], Titles(all));
        Assert.Equal(0, all.Restricted);
    }

    [Fact]
    public async Task Read_AQuestionWithItsAnswers_IsHeldOutWholeAndAlways()
    {
        await using var world = await CreateAsync();
        await History.SaveAsync(world, days: 200);

        var first = await Reader(world).ReadAsync(restricted: false, Cancel);
        var second = await Reader(world).ReadAsync(restricted: false, Cancel);

        // 200 questions with one accepted answer each; a tenth is held out: 20 ± 3 · √(200 · .1 · .9) = 7 to 33.
        Assert.Equal(600, first.Documents.Count + first.HeldOutDocuments.Count);
        Assert.Equal(0, first.HeldOutDocuments.Count % 3);
        Assert.InRange(first.HeldOutDocuments.Count / 3, 7, 33);
        Assert.Equal(200 - first.HeldOutDocuments.Count / 3, first.Pairs.Count);
        Assert.Empty(first.Documents.Select(document => document.Family).Intersect(first.HeldOutDocuments.Select(document => document.Family)));
        Assert.Equal(first.HeldOutDocuments.Select(document => document.Id), second.HeldOutDocuments.Select(document => document.Id));
        Assert.Equal("question", first.Pairs[0].Source);
        Assert.Contains("look at the pump", first.Pairs[0].Positive, StringComparison.Ordinal);
    }

    private static EncoderCorpusReader Reader(FindingWorld world) => new(world.Database, world.Directory);

    private static IEnumerable<string> Titles(EncoderCorpus corpus) =>
        corpus.Documents.Concat(corpus.HeldOutDocuments).Select(document => document.Title).Order(StringComparer.Ordinal);
}
