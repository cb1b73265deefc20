using AngleSharp.Dom;
using Bunit;
using ExpertRouter.App.Finding;
using ExpertRouter.Core.Model;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Testing;
using ExpertRouter.Web.Components.Charts;
using ExpertRouter.Web.Components.Pages;
using ExpertRouter.Web.Components.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Components;

public sealed class ResultTests : BunitContext
{
    public ResultTests() => Services.AddSingleton<TimeProvider>(new FixedTime(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void Result_Person_ShowsWhoHowStrongHowRecentAndQuotes()
    {
        var cut = Render<ExpertResult>(parameters => parameters.Add(p => p.Expert, Samples.Expert()).Add(p => p.Rank, 1).Add(p => p.BestScore, 8));

        Assert.Equal("Maya Okafor", cut.Find("h2 a").TextContent);
        Assert.Equal("Engineer · Data Platform · Lisbon · free today", cut.Find(".meta").TextContent);
        Assert.Equal("strong evidence", cut.Find(".strength").TextContent.Trim().ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal));
        Assert.Contains("14 documents, last 3 days ago", cut.Find(".result-facts").TextContent, StringComparison.Ordinal);
        Assert.Equal("lag", cut.Find("mark").TextContent);
        Assert.Equal("60", cut.Find(".strength-bar .value").GetAttribute("width")); // 120 px × 4 / 8
    }

    [Fact]
    public void Result_Model_IsNamedAsOne()
    {
        var cut = Render<ExpertResult>(parameters => parameters.Add(p => p.Expert, Samples.Expert(ExpertKind.ExpertModel)).Add(p => p.Rank, 2));

        Assert.StartsWith("expert model", cut.Find(".meta").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Why_Shares_AreGivenPerDocumentInPercentOfTheScore()
    {
        var cut = Render<WhyPanel>(parameters => parameters.Add(p => p.Expert, Samples.Expert()));

        var rows = cut.FindAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains("75", rows[0], StringComparison.Ordinal); // 3 / 4
        Assert.Contains("a claim, not proof", rows[1], StringComparison.Ordinal);
        Assert.Contains("13 further documents", rows[2], StringComparison.Ordinal); // 14 − 1 shown
        Assert.Contains("Score 4.000", cut.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void StackedBar_Parts_FillTheWholeInOrder()
    {
        var cut = Render<StackedBar>(parameters => parameters.Add(p => p.Label, "signals").Add(p => p.Parts, [new BarPart("answers", 3, ""), new BarPart("profile", 1, "")]));

        var bars = cut.FindAll("figure > svg rect");
        Assert.Equal(["450", "150"], bars.Select(bar => bar.GetAttribute("width"))); // 600 × 3/4 and 600 × 1/4
        Assert.Equal(["0", "450"], bars.Select(bar => bar.GetAttribute("x")));
        Assert.Equal("signals", cut.Find("svg").GetAttribute("aria-label"));
    }

    [Fact]
    public void BarChart_Values_AreAlsoATableForReaders()
    {
        var cut = Render<BarChart>(parameters => parameters.Add(p => p.Label, "Documents per month").Add(p => p.Values, [new BarValue("May 2026", 4), new BarValue("June 2026", 0)]));

        Assert.Equal("Documents per month", cut.Find("caption").TextContent);
        Assert.Equal("May 20264", Assert.Single(cut.FindAll("tbody tr")).TextContent.Trim());
    }

    [Fact]
    public void Highlighted_RangesAtBothEnds_KeepEveryCharacter()
    {
        var cut = Render<Highlighted>(parameters => parameters.Add(p => p.Text, "lag & lag").Add(p => p.Ranges, [new TextRange(0, 3), new TextRange(6, 3)]));

        Assert.Equal("lag & lag", string.Concat(cut.Nodes.Select(node => node.TextContent)).ReplaceLineEndings("").Trim());
        Assert.Equal(2, cut.FindAll("mark").Count);
    }

    [Fact]
    public void Trace_StepsThatOverlap_AreListedUnderTheTimeOfTheWhole()
    {
        var cut = Render<StageTraceTable>(parameters => parameters
            .Add(p => p.Pipeline, "hybrid").Add(p => p.Milliseconds, 4.1).Add(p => p.Trace, [new StageTrace("bm25", 3.3, 100, 20), new StageTrace("meaning", 2.5, 90, 5)]));

        Assert.Equal("How this was found, in 4.1 ms", cut.Find("summary").TextContent);
        Assert.Equal(["bm25", "meaning"], cut.FindAll("tbody th").Select(cell => cell.TextContent));
        Assert.Equal(["3.3 ms", "2.5 ms"], cut.FindAll("tbody td:nth-child(2)").Select(cell => cell.TextContent));
    }
}
