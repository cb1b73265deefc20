using ExpertRouter.Evaluation.Datasets.SePef;

namespace ExpertRouter.Evaluation.Tests.Datasets.SePef;

public sealed class TagAffinityTests
{
    private static readonly TagAffinity Affinity = new(
    [
        // expert x: a 3, b 2, c 1, d 1 → median of 1 1 2 3 = 1.5 → a, b · expert y: a 1, b 1 → median 1 → none
        Document("x", "a", "b"), Document("x", "a", "b"), Document("x", "a", "c"), Document("x", "d"), Document("y", "a", "b"),
    ]);

    [Fact]
    public void TagsOf_CountsAboveTheMedian_AreKept()
    {
        Assert.Equal(["a", "b"], Affinity.TagsOf("x").Order());
        Assert.Empty(Affinity.TagsOf("y"));
        Assert.Empty(Affinity.TagsOf("nobody"));
    }

    [Fact]
    public void Of_SharedTags_DividesByAskersTagsPlusOne()
    {
        var asker = new SePefAsker("u", ["q"], [], new Dictionary<string, int> { ["a"] = 5, ["b"] = 1, ["z"] = 1 });

        // |{a, b}| / (3 + 1)
        Assert.Equal(2 / 4.0, Affinity.Of("x", asker), 12);
        Assert.Equal(0, Affinity.Of("y", asker));
        Assert.Equal(0, Affinity.Of("x", null));
    }

    private static SePefDocument Document(string expert, params string[] tags) => new()
    {
        Id = "", Experts = [expert], Community = "", Created = default, Score = 0, Question = "", Title = "", Tags = tags, Body = "",
    };
}
