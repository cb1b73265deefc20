using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;
using Lucene.Net.Index;
using Lucene.Net.Search;
using static ExpertRouter.Search.Tests.Lexical.TestIndex;

namespace ExpertRouter.Search.Tests.Lexical;

public sealed class LexicalRetrieverTests
{
    [Fact]
    public void Search_Stems_MatchOtherForms()
    {
        using var index = new TestIndex(Doc(1, "Rebalancing consumers"), Doc(2, "Painting walls"));

        Assert.Equal([1L], index.Find("who rebalanced the consumer?"));
    }

    [Fact]
    public void Search_ScoreOfOneTerm_IsBm25ByHand()
    {
        using var index = new TestIndex(Doc(1, "alpha"), Doc(2, "beta"), Doc(3, "beta gamma"));

        var hit = Assert.Single(index.Search("alpha").Retrieved.Hits);

        // The title counts twice: tf 2, lengths 2, 2, 4, mean 8/3. N = 3, df = 1: idf = ln(1 + 2.5/1.5). The norm byte keeps three
        // bits of 1/sqrt(2) = .707…, that is .625, so length 2 reads as 1/.625² = 2.56: 1.2·(.25 + .75·2.56·3/8) = 1.164.
        var idf = Math.Log(1 + 2.5 / 1.5);
        Assert.Equal(idf * 2.2 * 2 / (2 + 1.164), hit.Score, 1e-5);
        Assert.Equal([2], hit.TermFrequencies);
        Assert.Equal(3, hit.Length);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Search_RandomCollection_EqualsLucenesOwnBm25(int seed)
    {
        var random = new Random(seed);
        string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => $"w{(int)Math.Pow(random.NextDouble() * 7, 3):x}q"));
        using var index = new TestIndex();
        for (var batch = 0; batch < 4; batch++)
            index.Put([.. Enumerable.Range(0, 200).Select(i => Doc(batch * 200 + i + 1, Words(2), Words(random.Next(3, 60))))]);
        var words = Words(5).Split(' ').Distinct().ToList();

        var ours = index.Search(string.Join(' ', words), depth: 30).Retrieved.Hits;

        using var view = index.Index.Acquire();
        var query = new BooleanQuery();
        foreach (var word in words)
            query.Add(new TermQuery(new Term("stems", word)), Occur.SHOULD);
        var theirs = view!.Searcher.Search(query, 30).ScoreDocs;
        Assert.Equal(theirs.Length, ours.Count);
        Assert.All(ours.Zip(theirs), pair => Assert.Equal(pair.Second.Score, pair.First.Score, 1e-3));
    }

    [Fact]
    public void Search_Hit_CarriesWhatAggregationNeeds()
    {
        var document = Doc(7, "Lidar in fog", "fog");
        (document.Tags, document.Kind, document.Score, document.IsAccepted) = (["lidar", "fog"], DocumentKind.Runbook, -3, true);
        using var index = new TestIndex(document);

        var hit = Assert.Single(index.Search("lidar").Retrieved.Hits);

        Assert.Equal(new HitAuthor(107, AuthorshipRole.Answerer, 0.5f), Assert.Single(hit.Authors));
        Assert.Equal((DocumentKind.Runbook, -3, true, 1, Now), (hit.Kind, hit.SourceScore, hit.IsAccepted, hit.SourceId, hit.CreatedAt));
        Assert.Equal(["fog", "lidar"], hit.Tags);
    }

    [Fact]
    public void Search_EqualScores_SortByDocumentId()
    {
        using var index = new TestIndex(Doc(5, "same"), Doc(3, "same"), Doc(9, "same"));

        Assert.Equal([3L, 5L, 9L], index.Find("same"));
        Assert.Equal([3L, 5L], index.Search("same", depth: 2).Retrieved.Hits.Select(hit => hit.DocumentId));
    }

    [Theory]
    [InlineData("C#", 1)]
    [InlineData("c++ templates", 2)]
    [InlineData(".NET", 3)]
    [InlineData("fog_index", 4)]
    [InlineData("lidar.fog_index", 4)]
    [InlineData("null reference", 5)]
    [InlineData("NullReferenceException", 5)]
    public void Search_NamesOfSignsAndIdentifiers_AreFound(string text, long expected)
    {
        using var index = new TestIndex(
            Doc(1, "Async in C#"), Doc(2, "C++ headers"), Doc(3, "Hosting .NET services"), Doc(4, "Check lidar.fog_index first"),
            Doc(5, "NullReferenceException at start"), Doc(6, "Vitamin C"));

        Assert.Equal(expected, index.Find(text).First());
    }

    [Fact]
    public void Search_DocumentInAnotherLanguage_IsAnalysedByIt()
    {
        var german = Doc(1, "Sicherung der Datenbanken");
        german.Language = "de";
        using var index = new TestIndex(german, Doc(2, "Bridges"));

        Assert.Equal([1L], index.Find("Datenbank sichern"));
    }

    [Fact]
    public void Search_Filter_LimitsBySourceKindTagAndTime()
    {
        var old = Doc(1, "pump");
        (old.CreatedAt, old.Kind, old.Tags, old.SourceId) = (Now.AddYears(-2), DocumentKind.Runbook, ["hydraulics"], 2);
        using var index = new TestIndex(old, Doc(2, "pump"));

        Assert.Equal([1L], index.Find("pump", filter: new QueryFilter { SourceIds = [2] }));
        Assert.Equal([1L], index.Find("pump", filter: new QueryFilter { DocumentKinds = [DocumentKind.Runbook] }));
        Assert.Equal([1L], index.Find("pump", filter: new QueryFilter { Tags = ["hydraulics", "other"] }));
        Assert.Equal([1L], index.Find("pump", filter: new QueryFilter { Before = Now }));
        Assert.Equal([2L], index.Find("pump", filter: new QueryFilter { Since = Now }));
    }

    [Fact]
    public void Search_Typo_IsForgivenOnlyWhenTheWordHasNoHits()
    {
        using var index = new TestIndex(Doc(1, "kubernetes upgrade"), Doc(2, "postgres vacuum"), Doc(3, "mistake"));

        var result = index.Search("kuberentes");

        Assert.Equal([1L], result.Retrieved.Hits.Select(hit => hit.DocumentId));
        Assert.Equal("kubernetes", result.Corrections["kuberentes"]);
        Assert.Empty(index.Search("postgres").Corrections);
    }

    [Fact]
    public void Search_Expansion_FindsTheOtherWordWithLessWeight()
    {
        using var index = new TestIndex(Doc(1, "velocity limit"), Doc(2, "speed limit"), Doc(3, "paint"));

        var hits = index.Search("speed", expansions: new Expansion(["speed", "velocity"], 0.3)).Retrieved.Hits;

        Assert.Equal([2L, 1L], hits.Select(hit => hit.DocumentId));
        Assert.Equal(0.3, hits[1].Score / hits[0].Score, 3);
        Assert.Equal([0], hits[1].TermFrequencies);
    }

    [Fact]
    public void Search_Profile_IsAHitOfItsExpert()
    {
        using var index = new TestIndex(Doc(1, "brakes"));
        index.Index.Put(new Expert { Id = 8, ExternalId = "m", Name = "M", NormalizedName = "m", About = "Explains fault codes", DeclaredAreas = ["can bus"] });
        index.Index.Refresh();

        var hit = Assert.Single(index.Search("fault codes").Retrieved.Hits);

        Assert.True(hit.IsProfile);
        Assert.Equal(8, Assert.Single(hit.Authors).ExpertId);
        Assert.Empty(index.Search("fault codes", filter: new QueryFilter { Before = Now }).Retrieved.Hits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("???")]
    [InlineData("the of and")]
    public void Search_NothingToLookFor_FindsNothing(string text)
    {
        using var index = new TestIndex(Doc(1, "the of and"));

        Assert.Empty(index.Find(text));
    }
}
