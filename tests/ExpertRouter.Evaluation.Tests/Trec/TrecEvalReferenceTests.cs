using System.Globalization;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;
using ExpertRouter.Evaluation.Trec;

namespace ExpertRouter.Evaluation.Tests.Trec;

/// <summary>Every line that the reference program printed, to the four decimals that it prints.</summary>
public sealed class TrecEvalReferenceTests
{
    [Theory]
    [InlineData("expected.txt", false)]
    [InlineData("expected-complete.txt", true)]
    public void Score_ReferenceRun_EqualsReferenceProgram(string file, bool complete)
    {
        var run = TrecRunFile.Read(SharedData.Path("trec-eval", "example.run"));
        var qrels = TrecQrelsFile.Read(SharedData.Path("trec-eval", "example.qrels"));
        var expected = File.ReadLines(SharedData.Path("trec-eval", file))
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(cells => (Metric: Metric.Parse(cells[0]), Query: cells[1], Value: double.Parse(cells[2], CultureInfo.InvariantCulture)))
            .ToArray();
        var metrics = expected.Select(e => e.Metric).DistinctBy(m => m.Name).ToArray();

        var scores = RunScorer.Score(run, qrels, metrics, complete);

        Assert.NotEmpty(expected);
        foreach (var (metric, query, value) in expected)
        {
            var actual = query == "all"
                ? scores.Mean(metric.Name)
                : scores.Values[metric.Name][scores.Queries.ToList().IndexOf(query)];
            Assert.True(Math.Abs(value - actual) <= 0.5e-4 + 1e-9, $"{metric} {query}: {actual} instead of {value}");
        }
    }
}
