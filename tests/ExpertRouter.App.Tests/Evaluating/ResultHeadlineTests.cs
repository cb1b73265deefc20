using ExpertRouter.App.Evaluating;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.App.Tests.Evaluating;

public sealed class ResultHeadlineTests
{
    [Fact]
    public void Of_SeveralSets_IsTheDefaultOnTheLargest()
    {
        var headline = ResultHeadline.Of(new EvaluationReport("evaluate sites",
        [
            Row("beer", "ours", 40, true, ("MRR", 0.4)),
            Row("pooled", "sum", 100, null, ("MRR", 0.6)),
            Row("pooled", "ours", 100, true, ("MRR", 0.5)),
        ]));

        Assert.Equal(new ResultHeadline("pooled", "ours", true, "MRR", 0.5, null), headline);
    }

    [Fact]
    public void Of_NoDefault_IsTheBestSystem()
    {
        var rows = new[] { Row("papers", "a", 10, null, ("loss", 0.3)), Row("papers", "b", 10, null, ("loss", 0.2)) };

        Assert.Equal("b", ResultHeadline.Of(new EvaluationReport("evaluate reviewers", rows))!.System); // a lower loss is better
    }

    [Fact]
    public void Of_OnlyCounts_IsNull() =>
        Assert.Null(ResultHeadline.Of(new EvaluationReport("evaluate sepef", [Row("beer", "counts", 10, null, ("questions", 120), ("experts", 0))])));

    [Theory]
    [InlineData("MRR", "acc@1", "acc@1")]
    [InlineData("P@1", "nDCG@10", "nDCG@10")]
    [InlineData("P@7", "R@7", "P@7")]
    public void MainMetric_OfTwo_IsTheOneOfTheProtocol(string first, string second, string expected) =>
        Assert.Equal(expected, ResultHeadline.MainMetric(Row("set", "ours", 1, null, (first, 0.25), (second, 0.75))));

    private static EvaluationRow Row(string dataset, string system, int queries, bool? isDefault, params (string Name, double Value)[] metrics) => new()
    {
        Dataset = dataset, System = system, Queries = queries, Default = isDefault, Metrics = metrics.ToDictionary(metric => metric.Name, metric => metric.Value),
    };
}
