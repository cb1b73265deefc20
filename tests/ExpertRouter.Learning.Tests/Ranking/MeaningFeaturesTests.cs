using ExpertRouter.Core.Model;
using ExpertRouter.Core.Ranking;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Learning.Ranking;

namespace ExpertRouter.Learning.Tests.Ranking;

public sealed class MeaningFeaturesTests
{
    [Fact]
    public void Add_CosinesOfHits_BestSoftCountAndProfile()
    {
        var table = new FeatureTable(2);

        MeaningFeatures.Add(
            table, [1, 2], [Hit(10, 0.5, 1), Hit(11, 0.45, 1), Hit(12, 0.5, 2), Hit(13, null, 2), Hit(14, 0.9, 2, AuthorshipRole.Asker)],
            expert => new ExpertFacts { ProfileCosine = expert == 1 ? 0.25 : 0 });

        Assert.Equal(["best cosine", "near documents", "cosine of all their texts"], table.Names);
        var group = table.ToGroup();
        Assert.Equal([0.5f, 0.5f], Column(group, 0));
        // e^(.5/.05) + e^(.45/.05) against e^(.5/.05): 1 + 1/e to 1, as ln((share of the best) + .01)
        Assert.Equal(Math.Log(1.01), Column(group, 1)[0], 5);
        Assert.Equal(Math.Log(1 / (1 + Math.Exp(-1)) + .01), Column(group, 1)[1], 5);
        Assert.Equal([0.25f, 0f], Column(group, 2));
    }

    [Fact]
    public void Extract_TextFeatures_CountWordsOnly()
    {
        // The first hit's score is half meaning: by words it has 1, the second 2.
        var half = Hit(10, 0.9, 1) with { Score = 2, MeaningShare = 0.5 };
        var whole = Hit(11, 0.1, 2) with { Score = 2, MeaningShare = 0 };

        var (_, table) = HitFeatures.Extract([half, whole], DateTimeOffset.UnixEpoch, _ => ExpertFacts.Unknown);

        var column = table.Names.ToList().IndexOf("best hit");
        Assert.Equal([0.5f, 1f], Column(table.ToGroup(), column));
    }

    private static float[] Column(RankingGroup group, int column)
    {
        var width = group.Features.Length / group.Candidates;
        return [.. Enumerable.Range(0, group.Candidates).Select(row => (float)group.Features[row * width + column])];
    }

    private static Hit Hit(long id, double? cosine, long expert, AuthorshipRole role = AuthorshipRole.Author) =>
        new() { DocumentId = id, Score = 1, Rank = 1, Cosine = cosine, Authors = [new HitAuthor(expert, role, 1)] };
}
