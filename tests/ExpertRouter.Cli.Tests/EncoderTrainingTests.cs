using System.Globalization;
using System.Text.Json;

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

    [Fact]
    public async Task Train_DictionaryAndTaughtWords_NeedsNoPairFile()
    {
        using var cli = new CliProcess();
        string[] words = [.. Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"pump{i}"))];
        await WriteWordVectorsAsync(cli, words);
        var index = await WriteDictionaryAsync(cli, words);
        var config = await cli.WriteAsync(
            "tiny.json", """{"startWhitened": true, "minimumWordDocuments": 1, "architecture": {"width": 8, "dimension": 6, "servedDimension": 4, "anchorWidth": 2, "anchorShare": 0.3},""", Tiny[1]);
        var (taught, model) = (Path.Combine(cli.Folder, "taught"), Path.Combine(cli.Folder, "model"));

        var asked = await cli.RunAsync(
            "encoder", "teach-words", "--teacher", Path.Combine(AppContext.BaseDirectory, "onnx-models", "expertrouter-moe"), "--word-vectors", Path.Combine(cli.Folder, "glove"), "--out", taught);
        Assert.True(asked.ExitCode == 0, asked.Error);
        var trained = await cli.RunAsync("encoder", "train", "--dictionaries", index, "--word-vectors", taught, "--config", config, "--out", model);
        Assert.True(trained.ExitCode == 0, trained.Error);

        Assert.Contains("40 words of 260 components", asked.Output, StringComparison.Ordinal);
        Assert.Matches("on 0 documents of 0 experts and (3[0-9]|40) pairs", trained.Output);
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(model, "manifest.json"), TestContext.Current.CancellationToken));
        Assert.Equal(4, manifest.RootElement.GetProperty("dimension").GetInt32());
    }

    private static async Task WriteWordVectorsAsync(CliProcess cli, string[] words)
    {
        Directory.CreateDirectory(Path.Combine(cli.Folder, "glove"));
        await cli.WriteAsync("glove/vocab.txt", words);
        byte[] numbers = [.. Enumerable.Range(0, words.Length * 4).SelectMany(i => BitConverter.GetBytes((Half)(i % 7 - 3)))];
        await File.WriteAllBytesAsync(Path.Combine(cli.Folder, "glove", "vectors.f16"), numbers, TestContext.Current.CancellationToken);
    }

    /// <summary>A dictd dictionary; offsets and lengths are numbers to the base 64, most significant digit first.</summary>
    private static async Task<string> WriteDictionaryAsync(CliProcess cli, string[] words)
    {
        var (text, index) = ("", new List<string>());
        foreach (var word in words)
        {
            var entry = $"{word}\n   a machine that moves water and is called {word} by those who mend it\n";
            index.Add($"{word}\t{Number(text.Length)}\t{Number(entry.Length)}");
            text += entry;
        }
        await File.WriteAllTextAsync(Path.Combine(cli.Folder, "tools.dict"), text, TestContext.Current.CancellationToken);
        return await cli.WriteAsync("tools.index", [.. index]);

        static string Number(int value)
        {
            const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            return value < 64 ? $"{Digits[value]}" : $"{Number(value / 64)}{Digits[value % 64]}";
        }
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
