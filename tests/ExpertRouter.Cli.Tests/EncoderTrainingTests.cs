using System.Globalization;

namespace ExpertRouter.Cli.Tests;

public sealed class EncoderTrainingTests
{
    private static readonly string[] Tiny =
    [
        """{"name": "own", "architecture": {"width": 8, "dimension": 6, "layer": {"kind": "TopKRenormalised", "experts": 2, "hidden": 2, "topK": 1}},""",
        """ "tokenizer": {"buckets": 20}, "steps": 3, "warmUpSteps": 1, "expertBatch": 16, "sameExpertBatch": 2, "pairBatch": 16}""",
    ];

    [Fact]
    public async Task Train_NeitherStoreNorFolder_SaysWhatIsMissing()
    {
        using var cli = new CliProcess();

        var (exit, _, error) = await cli.RunAsync("encoder", "train", "--pairs", "pairs.jsonl");

        Assert.Equal(1, exit);
        Assert.Contains("--out DIR is required without --from-store", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrainFromStore_TooLittleText_CountsIt()
    {
        using var cli = await IngestedAsync(documents: 12);

        var (exit, _, error) = await cli.RunAsync("encoder", "train", "--from-store", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("too little text", error, StringComparison.Ordinal);
        Assert.Contains("it needs 200", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(cli.Data, "models", "encoder-candidates")));
    }

    [Fact]
    public async Task TrainFromStore_ThenPromote_LeavesACandidateAndADecision()
    {
        using var cli = await IngestedAsync(documents: 300);

        var trained = await cli.RunAsync("encoder", "train", "--from-store", "--config", await cli.WriteAsync("tiny.json", Tiny), "--data", cli.Data);
        Assert.True(trained.ExitCode == 0, trained.Error);
        var candidate = Assert.Single(Directory.GetDirectories(Path.Combine(cli.Data, "models", "encoder-candidates")));
        var promoted = await cli.RunAsync("encoder", "promote", candidate, "--data", cli.Data);

        Assert.Contains("3 steps", trained.Output, StringComparison.Ordinal);
        Assert.Contains($"Next: expertrouter encoder promote {candidate}", trained.Output, StringComparison.Ordinal);
        Assert.Contains("Left out 1 documents that not everybody may open", trained.Output, StringComparison.Ordinal);
        Assert.Matches("^(Promoted|Refused): ", promoted.Output);
        Assert.True(File.Exists(Path.Combine(cli.Data, "models", "encoder-history.jsonl")), promoted.Error);
    }

    private static async Task<CliProcess> IngestedAsync(int documents)
    {
        var cli = new CliProcess();
        string[] lines =
        [
            """{"type":"person","id":"ada","name":"Ada Lima","email":"ada@x.example"}""",
            """{"type":"person","id":"ben","name":"Ben Osei","email":"ben@x.example"}""",
            .. Enumerable.Range(0, documents).Select(Document),
        ];
        var (exit, _, error) = await cli.RunAsync("ingest", "jsonl", await cli.WriteAsync("team.jsonl", lines), "--data", cli.Data);
        Assert.True(exit == 0, error);
        return cli;
    }

    /// <summary>The first is restricted.</summary>
    private static string Document(int number) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"type":"document","id":"d{{number}}","kind":"page","title":"Note {{number}} on {{(number % 2 == 0 ? "pumps" : "valves")}}","body":"What to do about {{(number % 2 == 0 ? "a pump that leaks" : "a valve that sticks")}} in hall {{number % 9}}.","created":"2026-01-05T00:00:00Z",{{(number == 0 ? "\"groups\":[\"osprey\"]," : "")}}"authors":[{"expert":"{{(number % 2 == 0 ? "ada" : "ben")}}","role":"author"}]}""");
}
