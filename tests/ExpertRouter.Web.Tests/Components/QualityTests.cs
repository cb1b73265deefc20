using Bunit;
using ExpertRouter.App.Evaluating;
using ExpertRouter.App.Setup;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Testing;
using ExpertRouter.Web.Components.Charts;
using ExpertRouter.Web.Components.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Components;

public sealed class QualityTests : BunitContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private readonly DataDirectory _data = DataDirectory.Open(Path.Combine(Path.GetTempPath(), "expertrouter-quality-" + Guid.CreateVersion7().ToString("N")));

    public QualityTests()
    {
        Services.AddSingleton<TimeProvider>(new FixedTime(Now));
        Services.AddSingleton(_data);
        Services.AddSingleton(new ResultArchive(_data, new FixedTime(Now)));
    }

    [Fact]
    public void List_NothingSaved_SaysWhichCommandFillsIt()
    {
        var cut = Render<QualityListPage>();
        cut.WaitForElement("code", Patience);

        Assert.Contains("expertrouter evaluate experts --data DIR --save --store", cut.Markup, StringComparison.Ordinal);
        Assert.Empty(cut.FindAll("table"));
    }

    [Fact]
    public async Task List_TwoMeasurements_ShowsValueRangeAndTrend()
    {
        var earlier = new EvaluationReport("evaluate experts",
            [new EvaluationRow { Dataset = "packages", System = "ours", Queries = 10, Default = true, Metrics = new Dictionary<string, double> { ["MRR"] = 0.625 } }]);
        await SaveAsync(earlier, daysAgo: 3);
        var saved = await SaveAsync(QualitySamples.Report(), daysAgo: 0);

        var cut = Render<QualityListPage>();
        cut.WaitForElement("table.cards", Patience);

        var rows = cut.FindAll("table.cards > tbody > tr");
        Assert.Equal(2, rows.Count);
        var link = rows[0].QuerySelector("a")!;
        Assert.Equal("Finding experts", link.TextContent);
        Assert.Equal("/quality/" + saved.Id, link.GetAttribute("href"));
        Assert.Contains("0.725", rows[0].TextContent, StringComparison.Ordinal); // (9 · 0.75 + 0.5) / 10
        Assert.Contains("ours, in use", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("0.100 better than before", rows[0].TextContent, StringComparison.Ordinal); // 0.725 − 0.625
        Assert.Equal(["0.625", "0.725"], rows[0].QuerySelectorAll("figure tbody td").Select(cell => cell.TextContent));
        Assert.Equal("MRR on packages, 2 measurements", rows[0].QuerySelector("svg[role=img]")!.GetAttribute("aria-label"));
        Assert.Contains("first measurement", rows[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_DamagedResult_IsNamedBesideTheOthers()
    {
        var damaged = await SaveAsync(QualitySamples.Report(), daysAgo: 3);
        await SaveAsync(QualitySamples.Report(), daysAgo: 0);
        await File.WriteAllTextAsync(Path.Combine(_data.Results, damaged.Id, "report.json"), "{", Xunit.TestContext.Current.CancellationToken);

        var cut = Render<QualityListPage>();
        cut.WaitForElement("table.cards", Patience);

        Assert.Contains(damaged.Id, cut.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Single(cut.FindAll("table.cards > tbody > tr"));
    }

    [Fact]
    public async Task Result_SavedWithQueries_ShowsScoreboardDifferenceAndQueries()
    {
        var saved = await SaveAsync(QualitySamples.Report(), daysAgo: 0);

        var cut = Render<QualityResultPage>(parameters => parameters.Add(page => page.Id, saved.Id));
        cut.WaitForElement("h1", Patience);

        Assert.Equal("Finding experts", cut.Find("h1").TextContent);
        Assert.Equal(["packages", "All measures", "Is the difference real?", "Query by query", "What the numbers say"], cut.FindAll("h2").Select(heading => heading.TextContent));
        Assert.Contains("in use", cut.Find(".scoreboard tr.chosen").TextContent, StringComparison.Ordinal);
        Assert.Contains("ours is better than sum of votes on 9 queries", cut.Markup, StringComparison.Ordinal);
        Assert.Equal("MRR: every query", cut.Find(".difference svg").GetAttribute("aria-label"));
        Assert.Equal("query 10", cut.Find(".difference tbody th").TextContent); // the only loss stands first
        Assert.Contains("first right answer", cut.Find("section dl").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_UnreadableQueries_KeepsTheTables()
    {
        var saved = await SaveAsync(QualitySamples.Report(), daysAgo: 0);
        File.Delete(Path.Combine(_data.Results, saved.Id, "queries-1.json"));

        var cut = Render<QualityResultPage>(parameters => parameters.Add(page => page.Id, saved.Id));
        cut.WaitForElement("h1", Patience);

        Assert.Contains("queries-1.json", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(cut.FindAll(".scoreboard tbody tr"));
    }

    [Fact]
    public void Comparisons_DefaultAgainstBaseline_SaysWhatItMeans()
    {
        var data = new QualityDataset(QualitySamples.Report(), "packages", null);

        var cut = Render<QualityComparisons>(parameters => parameters.Add(table => table.Data, data));

        var cells = cut.FindAll("tbody tr td").Select(cell => cell.TextContent).ToList();
        Assert.Equal("sum of votes", cells[0]);
        Assert.Equal("+0.425", cells[1]); // (9 · 0.5 − 0.25) / 10
        Assert.Equal("better", cells[4]);
    }

    [Fact]
    public void Dataset_LowerIsBetter_RanksAndSortsTheOtherWay()
    {
        var data = new QualityDataset(QualitySamples.Report("loss"), "packages", "loss");

        var queries = data.Queries(QualitySamples.Experiment("loss"));

        Assert.Equal(["sum of votes", "ours"], data.Bars().Select(bar => bar.Name)); // 0.3 before 0.725
        Assert.Equal(-0.5, queries[0].Gain);
        Assert.Equal("query 10", queries[^1].Query); // 0.5 instead of 0.75 is the only gain
    }

    [Fact]
    public void MetricBars_Values_AreLongAsTheyAreLarge()
    {
        var cut = Render<MetricBars>(parameters => parameters.Add(chart => chart.Label, "MRR")
            .Add(chart => chart.Bars, [new MetricBar("ours", "in use", 0.4, 0.3, 0.5), new MetricBar("sum", null, 0.25, null, null)]));

        Assert.Equal(["318.4", "199"], cut.FindAll("rect").Select(bar => bar.GetAttribute("width"))); // 398 · 0.4/0.5 and 398 · 0.25/0.5
        Assert.Equal("MRR", cut.Find("caption").TextContent);
        Assert.Contains("0.300 to 0.500", cut.Find("tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void DifferenceBars_GainAndLoss_PointUpAndDown()
    {
        var cut = Render<DifferenceBars>(parameters => parameters.Add(chart => chart.Label, "every query").Add(chart => chart.First, "ours").Add(chart => chart.Second, "sum")
            .Add(chart => chart.Values, [new DifferenceValue("q2", 0, 0.5, -0.5), new DifferenceValue("q1", 1, 0, 1)]));

        var bars = cut.FindAll("rect");
        Assert.Equal(["81.33", "4"], bars.Select(bar => bar.GetAttribute("y"))); // down from the axis at 4 + 116 · 1/1.5; up to the margin of 4
        Assert.Equal(["38.67", "77.33"], bars.Select(bar => bar.GetAttribute("height"))); // 116 · 0.5/1.5 and 116 · 1/1.5
        Assert.Equal(["q2", "q1"], cut.FindAll("tbody th").Select(cell => cell.TextContent));
    }

    [Theory]
    [InlineData("MRR", 0.1, 0.01, "better")]
    [InlineData("MRR", -0.1, 0.01, "worse")]
    [InlineData("loss", -0.1, 0.01, "better")]
    [InlineData("MRR", 0.1, 0.05, "no clear difference")]
    [InlineData("MRR", 0.1, null, "not tested")]
    public void Verdict_DifferenceAndLuck_InWords(string metric, double difference, double? p, string expected) =>
        Assert.Equal(expected, QualityWords.Verdict(metric, difference, p));

    [Theory]
    [InlineData("nDCG@10", "first 10")]
    [InlineData("P@1", "first one is right")]
    [InlineData("R@20", "first 20")]
    [InlineData("acc@5", "first 5")]
    [InlineData("loss", "Lower is better")]
    public void OfMetric_Known_IsExplained(string metric, string expected) =>
        Assert.Contains(expected, QualityWords.OfMetric(metric), StringComparison.Ordinal);

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        Directory.Delete(_data.Root, recursive: true);
    }

    private Task<SavedResult> SaveAsync(EvaluationReport report, int daysAgo) =>
        new ResultArchive(_data, new FixedTime(Now.AddDays(-daysAgo))).SaveAsync(report, Xunit.TestContext.Current.CancellationToken);
}
