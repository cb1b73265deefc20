using System.Text.Json;

namespace ExpertRouter.Cli.Tests;

public sealed class EncoderTests
{
    [Fact]
    public async Task Info_ShippedModel_TellsWhatTheIssueAsksFor()
    {
        using var cli = new CliProcess();

        var (exit, output, error) = await cli.RunAsync("encoder", "info", "--json", "--data", cli.Data);

        Assert.True(exit == 0, error);
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal("expertrouter-moe", root.GetProperty("name").GetString());
        Assert.True(root.GetProperty("dimension").GetInt32() > 0);
        var diagnostics = root.GetProperty("diagnostics");
        Assert.True(diagnostics.GetProperty("activeParameters").GetDouble() > 0);
        Assert.InRange(diagnostics.GetProperty("loadEntropy").GetDouble(), 0, 1);
        Assert.InRange(diagnostics.GetProperty("gateNormCorrelation").GetDouble(), -1, 1);
        Assert.InRange(root.GetProperty("meanSimilarity").GetDouble(), -1, 1);
        Assert.NotEmpty(diagnostics.GetProperty("experts").EnumerateArray());
    }

    [Fact]
    public async Task Info_FolderWithoutModel_SaysWhatIsMissing()
    {
        using var cli = new CliProcess();
        var folder = Directory.CreateDirectory(Path.Combine(cli.Folder, "empty")).FullName;

        var (exit, _, error) = await cli.RunAsync("encoder", "info", "--model", folder, "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("manifest.json", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_GoodAndBadRows_BadOnesAreNamedAndTheRestIsWritten()
    {
        using var cli = new CliProcess();
        var input = await cli.WriteAsync(
            "texts.jsonl", """{"id":"a","text":"consumer lag"}""", "no json", """{"title":"x"}""", """{"text":"😀😀"}""", "", """{"text":"half \ud800 pair"}""", """{"text":"second"}""",
            """{"id":[1],"text":"list as id"}""", """{"id":42,"text":"third"}""", """{"id":"\ud800","text":"fourth"}""");
        var output = Path.Combine(cli.Folder, "vectors.jsonl");

        var (exit, text, error) = await cli.RunAsync("encoder", "embed", "--input", input, "--output", output, "--data", cli.Data);

        Assert.True(exit == 0, error);
        var rows = (await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["\"a\"", "\"7\"", "42"], rows.Select(row => row.GetProperty("id").GetRawText()));
        Assert.All(rows, row => Assert.Equal(1, row.GetProperty("vector").EnumerateArray().Sum(value => Math.Pow(value.GetDouble(), 2)), 3));
        foreach (var line in (int[])[2, 3, 4, 6, 8, 10])
            Assert.Contains($"{input}:{line}: ", error, StringComparison.Ordinal);
        Assert.Contains("3 vectors", text, StringComparison.Ordinal);
        Assert.Contains("6 rows left out", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_NothingUsable_FailsAndOldOutputStaysWhenItStopsEarly()
    {
        using var cli = new CliProcess();
        var output = await cli.WriteAsync("vectors.jsonl", "old");

        var (exit, _, error) = await cli.RunAsync("encoder", "embed", "--input", Path.Combine(cli.Folder, "missing.jsonl"), "--output", output, "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("missing.jsonl", error, StringComparison.Ordinal);
        Assert.Equal("old", (await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken)).Trim());
        Assert.Equal(["vectors.jsonl"], Directory.GetFiles(cli.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Find_DamagedModel_GoesByWordsAndDoctorSaysWhy()
    {
        using var cli = new CliProcess();
        var input = await cli.WriteAsync(
            "team.jsonl",
            """{"type":"person","id":"ada","name":"Ada Lima","email":"ada@x.example"}""",
            """{"type":"document","id":"d1","kind":"runbook","title":"Consumer lag","body":"The consumer lag grew.","created":"2026-01-05T00:00:00Z","authors":[{"expert":"ada","role":"author"}]}""");
        Assert.Equal(0, (await cli.RunAsync("ingest", "jsonl", input, "--data", cli.Data)).ExitCode);
        var broken = Directory.CreateDirectory(Path.Combine(cli.Data, "models", "encoder")).FullName;
        await File.WriteAllTextAsync(Path.Combine(broken, "manifest.json"), "{", TestContext.Current.CancellationToken);

        var find = await cli.RunAsync("find", "consumer lag", "--json", "--data", cli.Data);
        var doctor = await cli.RunAsync("doctor", "--data", cli.Data);

        var root = JsonDocument.Parse(find.Output).RootElement;
        Assert.Equal(("lexical", "Ada Lima"), (root.GetProperty("pipeline").GetString(), root.GetProperty("experts")[0].GetProperty("name").GetString()));
        Assert.Contains("manifest.json", find.Error, StringComparison.Ordinal);
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("encoder: searches go by words only", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("Encoder:Model", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IndexStatus_AfterIngest_NamesTheEncoder()
    {
        using var cli = new CliProcess();
        var input = await cli.WriteAsync("team.jsonl", """{"type":"document","id":"d1","kind":"page","title":"Consumer lag","body":"lag","created":"2026-01-05T00:00:00Z"}""");
        Assert.Equal(0, (await cli.RunAsync("ingest", "jsonl", input, "--data", cli.Data)).ExitCode);

        var (exit, output, _) = await cli.RunAsync("index", "status", "--data", cli.Data);

        Assert.Equal(0, exit);
        Assert.Contains("encoder: expertrouter-moe@", output, StringComparison.Ordinal);
        Assert.Contains("1 vectors", output, StringComparison.Ordinal);
    }
}
