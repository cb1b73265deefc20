using System.Globalization;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;
using ExpertRouter.Evaluation.Trec;

namespace ExpertRouter.Evaluation.Tests.Trec;

/// <summary>Every line that the reference program printed, per query and mean.</summary>
public sealed class TrecEvalReferenceTests
{
    [Theory]
    [InlineData("expected.txt", false)]
    [InlineData("expected-complete.txt", true)]
    public void Score_SharedRun_EqualsReferenceProgram(string expected, bool complete) => AssertEqual(
        SharedData.Path("trec-eval", "example.run"),
        SharedData.Path("trec-eval", "example.qrels"),
        SharedData.Path("trec-eval", expected),
        complete,
        tolerance: 0.5e-4 + 1e-9); // printed with four decimals

    [Theory]
    [InlineData("golden.expected", false)]
    [InlineData("golden-complete.expected", true)]
    public void Score_GoldenRun_EqualsReferenceProgram(string expected, bool complete) => AssertEqual(
        Golden("golden.run"), Golden("golden.qrels"), Golden(expected), complete, tolerance: 1e-11);

    private static void AssertEqual(string runFile, string qrelsFile, string expectedFile, bool complete, double tolerance)
    {
        var expected = File.ReadLines(expectedFile)
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(cells => (Metric: Metric.Parse(cells[0]), Query: cells[1], Value: double.Parse(cells[2], CultureInfo.InvariantCulture)))
            .ToArray();
        var metrics = expected.Select(e => e.Metric).DistinctBy(m => m.Name).ToArray();

        var scores = RunScorer.Score(TrecRunFile.Read(runFile), TrecQrelsFile.Read(qrelsFile), metrics, complete);

        Assert.NotEmpty(expected);
        var queries = scores.Queries.ToList();
        foreach (var (metric, query, value) in expected)
        {
            var actual = query == "all" ? scores.Mean(metric.Name) : scores.Values[metric.Name][queries.IndexOf(query)];
            Assert.True(Math.Abs(value - actual) <= tolerance, $"{metric} {query}: {actual} instead of {value}");
        }
    }

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Trec", "Golden", name);
}
