namespace ExpertRouter.Cli.Tests;

public sealed class IngestTests
{
    [Fact]
    public async Task Ingest_BadRow_IsCountedAndTheRestGoesIn()
    {
        using var cli = new CliProcess();
        var file = await cli.WriteAsync("people.jsonl", """{"type":"person","id":"ada","name":"Ada"}""", """{"type":"person","id":""", """{"type":"person","id":"ben","name":"Ben"}""");

        var first = await cli.RunAsync("ingest", "jsonl", file, "--data", cli.Data);
        var second = await cli.RunAsync("ingest", "jsonl", file, "--data", cli.Data);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("read 3, new 2, changed 0, unchanged 0, rejected 1", first.Output, StringComparison.Ordinal);
        Assert.Contains("new 0, changed 0, unchanged 2, rejected 1", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_EveryRowRefused_Fails()
    {
        using var cli = new CliProcess();

        var (exit, output, _) = await cli.RunAsync("ingest", "jsonl", await cli.WriteAsync("noise.jsonl", "not json", "neither"), "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("rejected 2", output, StringComparison.Ordinal);
        Assert.Contains("  noise.jsonl:2: not valid JSON, byte 2 of the line", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_DamagedStore_SaysWhatToDo()
    {
        using var cli = new CliProcess();
        Directory.CreateDirectory(cli.Data);
        var store = Path.Combine(cli.Data, "expertrouter.db");
        await File.WriteAllTextAsync(store, "this is not a database, whatever its name says", TestContext.Current.CancellationToken);

        var (exit, _, error) = await cli.RunAsync("find", "lag", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains($"'{store}' is damaged or no database", error, StringComparison.Ordinal);
        Assert.Contains("backup", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_OnlyServiceAccounts_SaysWhyNobodyIsListed()
    {
        using var cli = new CliProcess();
        await cli.RunAsync("ingest", "jsonl", await cli.WriteAsync(
            "bot.jsonl",
            """{"type":"person","id":"bot","name":"Build Bot","email":"ci@x.example"}""",
            """{"type":"document","id":"d","title":"Nightly lag","body":"Lag.","created":"2026-01-05T00:00:00Z","authors":[{"expert":"bot","role":"author"}]}"""),
            "--data", cli.Data);

        var (_, output, _) = await cli.RunAsync("find", "lag", "--data", cli.Data);

        Assert.Contains("service accounts", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merges_NoStore_SaysHowToFillOneAndMakesNoFolder()
    {
        using var cli = new CliProcess();

        var (exit, _, error) = await cli.RunAsync("merges", "list", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("There is no store", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.Data));
    }

    [Fact]
    public async Task Undo_NoId_SaysWhereIdsStand()
    {
        using var cli = new CliProcess();

        var (exit, _, error) = await cli.RunAsync("merges", "undo", "55", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("'55' is no id of a merge; 'expertrouter merges list' shows them.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_NoFolder_SaysSoAndMakesNone()
    {
        using var cli = new CliProcess();

        var (exit, output, _) = await cli.RunAsync("doctor", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains($"data folder: there is no '{cli.Data}'", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.Data));
    }

    [Fact]
    public async Task Doctor_BrokenConfiguration_NamesFileAndLine()
    {
        using var cli = new CliProcess();
        Directory.CreateDirectory(cli.Data);
        var file = Path.Combine(cli.Data, "appsettings.json");
        await File.WriteAllTextAsync(file, "{\n\"Routing\": oops\n}", TestContext.Current.CancellationToken);

        var (exit, _, error) = await cli.RunAsync("doctor", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains($"{file}:2: this is not valid JSON", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_MissingFile_NamesItAndFails()
    {
        using var cli = new CliProcess();

        var (exit, _, error) = await cli.RunAsync("ingest", "jsonl", Path.Combine(cli.Folder, "absent.jsonl"), "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("absent.jsonl", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_BeforeAndAfterIngest_TellsWhereThingsStand()
    {
        using var cli = new CliProcess();
        var before = await cli.RunAsync("db", "status", "--data", cli.Data);
        await cli.RunAsync("ingest", "jsonl", await cli.WriteAsync("people.jsonl", """{"type":"person","id":"ada","name":"Ada"}"""), "--data", cli.Data);

        var after = await cli.RunAsync("db", "status", "--data", cli.Data);
        var index = await cli.RunAsync("index", "status", "--data", cli.Data);
        var doctor = await cli.RunAsync("doctor", "--data", cli.Data);

        Assert.Contains("pending", before.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("pending", after.Output, StringComparison.Ordinal);
        Assert.Contains("0 waiting", index.Output, StringComparison.Ordinal);
        Assert.Equal(0, doctor.ExitCode);
    }
}
