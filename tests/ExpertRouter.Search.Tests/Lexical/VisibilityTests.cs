using ExpertRouter.Core.Retrieval;
using static ExpertRouter.Search.Tests.Lexical.TestIndex;

namespace ExpertRouter.Search.Tests.Lexical;

public sealed class VisibilityTests
{
    [Fact]
    public void Search_RestrictedDocument_OnlyForItsGroups()
    {
        using var index = new TestIndex(Doc(1, "harbour crane"), Doc(2, "harbour zanzibar", "", "osprey"), Doc(3, "harbour heron", "", "heron", "osprey"));

        Assert.Equal([1L], index.Find("harbour"));
        Assert.Equal([1L, 2L, 3L], index.Find("harbour", Member("osprey")).Order());
        Assert.Equal([1L, 3L], index.Find("harbour", Member("heron")).Order());
        Assert.Equal([1L, 2L, 3L], index.Find("harbour", Viewer.System).Order());
        Assert.Equal([1L], index.Find("harbour", Member("unknown")));
    }

    [Fact]
    public void Search_TypoNearARestrictedWord_IsCorrectedOnlyForMembers()
    {
        using var index = new TestIndex(Doc(1, "harbour crane"), Doc(2, "zanzibar plan", "", "osprey"));

        Assert.Empty(index.Search("zanzibr").Corrections);
        Assert.Empty(index.Search("zanzibr", Member("heron")).Corrections);
        Assert.Equal("zanzibar", index.Search("zanzibr", Member("osprey")).Corrections["zanzibr"]);
    }

    [Fact]
    public void Search_WordOnlyInRestrictedDocuments_IsCorrectedAsIfItDidNotExist()
    {
        using var index = new TestIndex(Doc(1, "harbour cranes"), Doc(2, "harbor", "", "osprey"));

        Assert.Equal([1L], index.Find("harbor"));
        Assert.Equal([2L], index.Find("harbor", Member("osprey")));
    }

    [Fact]
    public void Search_RestrictedDocuments_ChangeNoScoreOfAnyoneElse()
    {
        var open = new[] { Doc(1, "harbour crane", "steel rope"), Doc(2, "crane"), Doc(3, "rope work and rope") };
        using var alone = new TestIndex(open);
        using var beside = new TestIndex([.. open, .. Enumerable.Range(10, 50).Select(id => Doc(id, "rope crane", "rope steel", "osprey"))]);

        var without = alone.Search("steel rope crane").Retrieved;
        var with = beside.Search("steel rope crane").Retrieved;

        Assert.Equal(without.Hits.Select(hit => (hit.DocumentId, hit.Score)), with.Hits.Select(hit => (hit.DocumentId, hit.Score)));
        Assert.Equal(without.Terms, with.Terms);
        Assert.Equal(without.Trace[0].In, with.Trace[0].In);
    }

    [Fact]
    public void Search_DocumentThatBecameRestricted_IsGoneForOthers()
    {
        using var index = new TestIndex(Doc(1, "harbour crane"));

        index.Put(Doc(1, "harbour crane", "", "osprey"));

        Assert.Empty(index.Find("crane"));
        Assert.Empty(index.Search("cranf").Corrections);
        Assert.Equal([1L], index.Find("crane", Member("osprey")));
    }
}
