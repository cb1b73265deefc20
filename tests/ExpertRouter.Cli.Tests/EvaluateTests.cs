using System.Text.Json;

namespace ExpertRouter.Cli.Tests;

public sealed class EvaluateTests
{
    /// <summary>One query; the only relevant document is second: P@1 = 0, MRR = 1/2, nDCG@10 = 1/log2(3) = .63093.</summary>
    [Fact]
    public async Task Score_Json_HasTheOneShape()
    {
        using var cli = new CliProcess();
        var qrels = await cli.WriteAsync("q.qrels", "1 0 a 0", "1 0 b 1");
        var run = await cli.WriteAsync("r.run", "1 Q0 a 1 9 mine", "1 Q0 b 2 8 mine");

        var (exit, output, _) = await cli.RunAsync("evaluate", "score", "--qrels", qrels, "--run", run, "--json");

        Assert.Equal(0, exit);
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal("evaluate score", root.GetProperty("command").GetString());
        var row = Assert.Single(root.GetProperty("rows").EnumerateArray());
        Assert.Equal(("q", "mine", 1), (row.GetProperty("dataset").GetString(), row.GetProperty("system").GetString(), row.GetProperty("queries").GetInt32()));
        var metrics = row.GetProperty("metrics");
        Assert.Equal((0, 0.5), (metrics.GetProperty("P@1").GetDouble(), metrics.GetProperty("MRR").GetDouble()));
        Assert.Equal(1 / Math.Log2(3), metrics.GetProperty("nDCG@10").GetDouble(), 9);
    }

    [Fact]
    public async Task Score_Save_KeepsTheResultAndSaysWhereToSeeIt()
    {
        using var cli = new CliProcess();
        var qrels = await cli.WriteAsync("q.qrels", "1 0 a 1");
        var run = await cli.WriteAsync("r.run", "1 Q0 a 1 9 mine");

        var (exit, _, message) = await cli.RunAsync("evaluate", "score", "--qrels", qrels, "--run", run, "--save", "--store", cli.Data);

        Assert.Equal(0, exit);
        Assert.Contains("/quality/", message, StringComparison.Ordinal);
        Assert.Contains("evaluate score", await File.ReadAllTextAsync(
            Directory.EnumerateFiles(cli.Data, "*.json", SearchOption.AllDirectories).Single(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_SaveWithoutStore_SaysWhatToAdd()
    {
        using var cli = new CliProcess();

        var (exit, _, error) = await cli.RunAsync("evaluate", "score", "--qrels", "q", "--run", "r", "--save");

        Assert.NotEqual(0, exit);
        Assert.Contains("--store DIR", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_BrokenRun_NamesFileAndLine()
    {
        using var cli = new CliProcess();
        var qrels = await cli.WriteAsync("q.qrels", "1 0 a 1");
        var run = await cli.WriteAsync("r.run", "1 Q0 a 1 9 mine", "1 Q0 b 2 NaN mine");

        var (exit, _, error) = await cli.RunAsync("evaluate", "score", "--qrels", qrels, "--run", run);

        Assert.Equal(1, exit);
        Assert.Contains("r.run:2", error, StringComparison.Ordinal);
    }
}
