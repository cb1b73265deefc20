using System.Text.Json;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Tests.Experiments;

public sealed class EvaluationReportTests
{
    [Fact]
    public void ToJson_Row_HasTheSharedShapeAndNoNulls()
    {
        var report = new EvaluationReport("evaluate score", [
            new EvaluationRow { Dataset = "toy", System = "bm25+tag", Queries = 3, Metrics = new Dictionary<string, double> { ["nDCG@10"] = 0.123 }, Default = true },
            new EvaluationRow { Dataset = "toy", System = "x", Queries = 3, Metrics = new Dictionary<string, double> { ["acc@1"] = 1 } },
        ]);

        using var json = JsonDocument.Parse(report.ToJson());

        var root = json.RootElement;
        Assert.Equal(["command", "rows"], root.EnumerateObject().Select(p => p.Name));
        var rows = root.GetProperty("rows");
        Assert.Equal(["dataset", "system", "queries", "metrics", "default"], rows[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(["dataset", "system", "queries", "metrics"], rows[1].EnumerateObject().Select(p => p.Name));
        Assert.Equal(0.123, rows[0].GetProperty("metrics").GetProperty("nDCG@10").GetDouble());
        Assert.Equal("bm25+tag", rows[0].GetProperty("system").GetString());
    }

    [Fact]
    public void FromJson_OfToJson_GivesTheReportBack()
    {
        var report = new EvaluationReport("evaluate score", [
            new EvaluationRow
            {
                Dataset = "toy", System = "s", Queries = 3,
                Metrics = new Dictionary<string, double> { ["MRR"] = 0.5 },
                Intervals = new Dictionary<string, Interval> { ["MRR"] = new(0.25, 0.75) },
                Baseline = "b", PValues = new Dictionary<string, double> { ["MRR"] = 0.01 }, Notes = ["n"],
            },
        ]);

        Assert.Equal(report.ToJson(), EvaluationReport.FromJson(report.ToJson()).ToJson());
    }
}
