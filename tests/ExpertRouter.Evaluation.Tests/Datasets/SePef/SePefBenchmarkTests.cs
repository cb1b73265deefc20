using ExpertRouter.Evaluation.Datasets.SePef;
using ExpertRouter.Evaluation.Experiments;
using static ExpertRouter.Evaluation.Tests.Datasets.SePef.DumpFixture;

namespace ExpertRouter.Evaluation.Tests.Datasets.SePef;

/// <summary>A generated community with planted experts: person t answers what is written in the words of topic t.</summary>
public sealed class SePefBenchmarkTests
{
    private const int Topics = 6;
    private static readonly SePefRankerOptions Quick = new() { Experiment = new ExperimentOptions { Rounds = 200, RandomRankings = 20 } };

    [Fact]
    public void Run_PlantedExperts_AreFoundByBm25()
    {
        using var dump = Planted();
        dump.Build();

        var result = new SePefBenchmark(Quick).Run(SePefDataset.Load(dump.Out));

        Assert.Equal(Topics, result.Test!.Queries.Count);
        Assert.Equal(1, result.Test.Systems.Single(s => s.System == "BM25").Means["P@1"], 12);
        Assert.Equal(["BM25", "TAG", "BM25+TAG"], result.Test.Systems.Select(s => s.System));
        Assert.Equal("BM25", result.Test.Baseline);
        Assert.Equal(["best of systems", "oracle", "random"], result.Test.Bounds.Select(b => b.System));
    }

    [Fact]
    public void Run_FusionOnValidation_IsAtLeastAsGoodAsEitherSystem()
    {
        using var dump = Planted();
        dump.Build();

        // a re-ranker that knows nothing: longer ids first
        var result = new SePefBenchmark(Quick).Run(
            SePefDataset.Load(dump.Out), new SePefReranker("length", (_, documents) => [.. documents.Select(d => (double)d.Id.Length)]));

        var means = result.Validation!.Systems.ToDictionary(s => s.System, s => s.Means["R@5"]);
        Assert.Equal(["BM25+TAG", "BM25+length", "length+TAG"], result.Fusions.Select(f => f.System));
        Assert.All(result.Fusions, fusion =>
        {
            var parts = fusion.System.Split('+');
            Assert.True(means[fusion.System] >= Math.Max(means[parts[0]], means[parts[1]]));
            Assert.Equal(means[fusion.System], fusion.ValidationScore!.Value, 12);
        });
    }

    [Fact]
    public void Run_TestQueriesChange_WeightsDoNot()
    {
        using var dump = Planted();
        dump.Build();
        var data = SePefDataset.Load(dump.Out);

        var all = new SePefBenchmark(Quick).Run(data);
        var without = new SePefBenchmark(Quick).Run(data with { Queries = [.. data.Queries.Where(q => q.Split != SePefSplit.Test)] });

        Assert.Equal(all.Fusions, without.Fusions);
        Assert.Null(without.Test);
    }

    [Fact]
    public void Run_NoValidationQueries_FallsBackToThePapersWeight()
    {
        using var dump = Planted();
        dump.Build();
        var data = SePefDataset.Load(dump.Out);

        var result = new SePefBenchmark(Quick).Run(data with { Queries = [.. data.Queries.Where(q => q.Split == SePefSplit.Test)] });

        Assert.Equal(new SePefFusion("BM25+TAG", 0.4, null), Assert.Single(result.Fusions));
        Assert.Null(result.Validation);
    }

    [Fact]
    public void Run_WordBeyondTheCut_IsNotUsed()
    {
        using var dump = Planted();
        dump.Build();
        var data = SePefDataset.Load(dump.Out);
        var query = data.Queries.First(q => q.Split == SePefSplit.Test) with { Text = "zzz zzz topic3" };

        var cut = new SePefBenchmark(Quick with { QueryWords = 2 }).Run(data with { Queries = [query] });
        var whole = new SePefBenchmark(Quick with { QueryWords = 3 }).Run(data with { Queries = [query] });

        Assert.Null(cut.Test);
        Assert.NotNull(whole.Test);
    }

    [Fact]
    public void Evaluation_Command_ReportsCountsAndRankers()
    {
        using var dump = Planted();
        dump.WritePosts();

        var report = SePefEvaluation.Run([dump.Folder], dump.Out, SePefOptions.Paper);

        Assert.Equal("evaluate sepef", report.Command);
        var counts = report.Rows[0];
        Assert.Equal(("toy", "counts", (double)Topics), (counts.Dataset, counts.System, counts.Metrics["experts"]));
        Assert.Equal(["out valid", "out test"], report.Rows.Skip(1).Select(row => row.Dataset).Distinct());
        Assert.Contains("chosen on validation", report.Rows.Last(row => row.System == "BM25+TAG").Notes![0], StringComparison.Ordinal);
        Assert.Contains(report.Bounds!, row => row.System == "random");
    }

    private static DumpFixture Planted()
    {
        // the mediocre person 800 keeps the mean ratio below 1
        var dump = new DumpFixture().Accepted(100, 10, owner: 800, Day(2014)).Plain(200, 10, owner: 800, Day(2014, 6));
        for (var topic = 0; topic < Topics; topic++)
        {
            var text = $"topic{topic} word{topic} thing{topic % 2}";
            dump.Accepted(1000 * (topic + 1), 12, owner: topic + 1, Day(2016), text, [$"tag{topic}", "common"], asker: 500 + topic)
                .Accepted(1000 * (topic + 1) + 100, 2, owner: topic + 1, Day(2020, 3), text, asker: 500 + topic)
                .Accepted(1000 * (topic + 1) + 200, 1, owner: topic + 1, Day(2021, 3), text, asker: 500 + topic);
        }

        return dump;
    }
}
