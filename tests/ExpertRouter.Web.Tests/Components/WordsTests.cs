using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Web.Components.Pages;
using ExpertRouter.Web.Components.Shared;

namespace ExpertRouter.Web.Tests.Components;

public sealed class WordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-23T00:10:00Z", "today")]
    [InlineData("2026-11-22T23:50:00Z", "yesterday")]
    [InlineData("2026-11-20T12:00:00Z", "3 days ago")]
    [InlineData("2026-11-01T12:00:00Z", "3 weeks ago")] // 22 days / 7 = 3
    [InlineData("2026-08-20T12:00:00Z", "3 months ago")] // 95 days / 30 = 3
    [InlineData("2023-11-01T12:00:00Z", "3 years ago")] // 1118 days / 365 = 3
    [InlineData("2026-11-25T12:00:00Z", "in 2 days")]
    public void RelativeDate_Age_IsSaidAsAColleagueWould(string date, string expected) =>
        Assert.Equal(expected, RelativeDate.Say(DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture), Now));

    [Theory]
    [InlineData("https://example.org/a", "https://example.org/a")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("/relative", null)]
    [InlineData(null, null)]
    public void SafeUrl_OnlyWebAndMail_BecomeLinks(string? url, string? expected) =>
        // A path is a file address on Unix and no address on Windows: no link on either.
        Assert.Equal(expected, SafeUrl.Of(url));

    [Fact]
    public void SearchAddress_AllFilters_SurviveTheAddress()
    {
        var address = SearchAddress.Read(" lag ", ["model"], ["2"], ["7"], ["runbook", "nonsense", "7777"], "1y", "3");

        Assert.Equal("/?q=lag&kind=model&source=2&area=7&doc=runbook&since=1y&page=3", address.ToString());
        Assert.Equal(20, address.Skip); // two pages of ten
        Assert.True(address.IsFiltered);
    }

    [Fact]
    public void SearchAddress_NumbersThatAreNone_AreIgnored()
    {
        var address = SearchAddress.Read("x", null, ["zz", "2", "99999999999"], ["", "-1"], null, null, "99999999999");

        Assert.Equal("/?q=x&source=2", address.ToString());
        Assert.Equal(1, address.Page);
    }

    [Fact]
    public void SearchAddress_BothKindsTicked_IsNoLimit() =>
        Assert.Null(SearchAddress.Read("x", ["person", "model"], null, null, null, null, null).Kind);

    [Fact]
    public void SearchAddress_AreaFilter_BecomesNameAndSynonyms()
    {
        var address = SearchAddress.Read("x", null, null, ["7"], null, "3m", null);
        var area = new KnowledgeArea { Id = 7, Name = "kafka", Synonyms = ["streaming"] };

        var filter = address.Filter([area], Now);

        Assert.Equal(["kafka", "streaming"], filter.Tags);
        Assert.Equal(Now.AddDays(-92), filter.Since);
    }

    [Fact]
    public void SearchAddress_TextCutInsideACharacter_LosesTheWholeCharacter()
    {
        var text = new string('a', 1999) + "😀";

        Assert.Equal(1999, SearchAddress.Read(text, null, null, null, null, null, null).Text.Length);
    }

    [Theory]
    [InlineData(0, 0, 0, "Nobody found")]
    [InlineData(0, 0, 1, "Nobody clearly knows this; 1 has touched it")]
    [InlineData(1, 0, 0, "1 person can probably help")]
    [InlineData(2, 1, 3, "2 people and 1 expert model can probably help; 3 more have touched this")]
    [InlineData(0, 2, 1, "2 expert models can probably help; 1 more has touched this")]
    public void Headline_OnlyThoseWithEvidence_AreSaidToHelp(int people, int models, int little, string expected)
    {
        var experts = Enumerable.Repeat(Samples.Expert(ExpertKind.Person, EvidenceStrength.Strong), people)
            .Concat(Enumerable.Repeat(Samples.Expert(ExpertKind.ExpertModel, EvidenceStrength.Some), models))
            .Concat(Enumerable.Repeat(Samples.Expert(ExpertKind.Person, EvidenceStrength.Little), little)).ToList();
        var result = new FindResult { Query = "x", Pipeline = "lexical", Milliseconds = 1, Facets = FindFacets.None, Experts = experts, Total = experts.Count };

        Assert.Equal(expected, SearchHeadline.Of(result, SearchAddress.Read("x", null, null, null, null, null, null)));
    }

    [Fact]
    public void Filter_Empty_LimitsNothing() =>
        Assert.Equal(QueryFilter.None.ExpertKind, SearchAddress.Empty.Filter([], Now).ExpertKind);
}
