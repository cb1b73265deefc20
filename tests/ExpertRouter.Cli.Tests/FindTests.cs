using System.Text.Json;

namespace ExpertRouter.Cli.Tests;

public sealed class FindTests
{
    private static readonly string[] Lines =
    [
        """{"type":"person","id":"ada","name":"Ada Lima","email":"ada@x.example"}""",
        """{"type":"person","id":"ben","name":"Ben Osei","email":"ben@x.example"}""",
        """{"type":"document","id":"d1","kind":"runbook","title":"Consumer lag","body":"The consumer lag grew because of a rebalance.","created":"2026-01-05T00:00:00Z","url":"https://x.example/d1","authors":[{"expert":"ada","role":"author"}]}""",
        """{"type":"document","id":"d2","kind":"page","title":"Vacation","body":"How to book vacation.","created":"2026-01-06T00:00:00Z","authors":[{"expert":"ben","role":"author"}]}""",
        """{"type":"document","id":"d3","kind":"page","title":"Quillomere lag","body":"Restricted notes on lag.","created":"2026-01-07T00:00:00Z","groups":["osprey"],"authors":[{"expert":"ben","role":"author"}]}""",
        """{"type":"document","id":"d4","kind":"page","title":"Orphaned spreadsheet","body":"Nobody signed it.","created":"2026-01-08T00:00:00Z"}""",
    ];

    [Fact]
    public async Task Find_Json_HasTheDocumentedShape()
    {
        using var cli = await IngestedAsync();

        var (exit, output, _) = await cli.RunAsync("find", "consumer lag", "--json", "--data", cli.Data);

        Assert.Equal(0, exit);
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal(["query", "pipeline", "milliseconds", "experts", "trace"], root.EnumerateObject().Select(property => property.Name));
        var expert = Assert.Single(root.GetProperty("experts").EnumerateArray());
        Assert.Equal(["id", "name", "kind", "score", "evidence"], expert.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("Ada Lima", "person"), (expert.GetProperty("name").GetString(), expert.GetProperty("kind").GetString()));
        var evidence = Assert.Single(expert.GetProperty("evidence").EnumerateArray());
        Assert.Equal(["documentId", "title", "date", "share", "url"], evidence.EnumerateObject().Select(property => property.Name));
        Assert.Equal(expert.GetProperty("score").GetDouble(), evidence.GetProperty("share").GetDouble(), 9);
        Assert.Equal(["stage", "milliseconds", "in", "out"], root.GetProperty("trace")[0].EnumerateObject().Select(property => property.Name));
        Assert.All(root.GetProperty("trace").EnumerateArray(), stage =>
            Assert.InRange(stage.GetProperty("milliseconds").GetDouble(), 0, root.GetProperty("milliseconds").GetDouble()));
    }

    [Fact]
    public async Task Find_RestrictedDocument_NeedsItsGroup()
    {
        using var cli = await IngestedAsync();

        var outside = await cli.RunAsync("find", "quillomere", "--json", "--data", cli.Data);
        var inside = await cli.RunAsync("find", "quillomere", "--group", "osprey", "--json", "--data", cli.Data);

        Assert.DoesNotContain("Restricted", outside.Output, StringComparison.Ordinal);
        Assert.Empty(JsonDocument.Parse(outside.Output).RootElement.GetProperty("experts").EnumerateArray());
        Assert.Equal("Ben Osei", JsonDocument.Parse(inside.Output).RootElement.GetProperty("experts")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("zzqqx violin sonata", "Nobody found.")]
    [InlineData("orphaned spreadsheet", "Documents fit, but nobody")]
    public async Task Find_NobodyByWordsAndMeaning_SaysWhetherDocumentsFit(string text, string expected)
    {
        using var cli = await IngestedAsync();

        var (exit, output, error) = await cli.RunAsync("find", text, "--data", cli.Data);
        var json = await cli.RunAsync("find", text, "--json", "--data", cli.Data);

        Assert.True(exit == 0, error);
        Assert.StartsWith(expected, output, StringComparison.Ordinal);
        Assert.Equal("hybrid", JsonDocument.Parse(json.Output).RootElement.GetProperty("pipeline").GetString());
    }

    [Fact]
    public async Task Find_UnknownPipeline_ListsTheKnownOnes()
    {
        using var cli = await IngestedAsync();

        var (exit, _, error) = await cli.RunAsync("find", "lag", "--pipeline", "magic", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("'magic'", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", error, StringComparison.Ordinal);
        Assert.Contains("lexical", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lag", "--top", "99999999999", "--top is from 1 to 1000")]
    [InlineData("lag", "--top", "0", "--top is from 1 to 1000")]
    [InlineData(" ", "--top", "1", "TEXT is empty")]
    public async Task Find_BadArgument_SaysWhatIsTakenWithoutStackTrace(string text, string option, string value, string expected)
    {
        using var cli = new CliProcess();

        var (exit, output, error) = await cli.RunAsync("find", text, option, value, "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Empty(output);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_DamagedIndex_FailsAndSaysHowToMendIt()
    {
        using var cli = await IngestedAsync();
        foreach (var file in Directory.GetFiles(Path.Combine(cli.Data, "index"), "segments*"))
            await File.WriteAllTextAsync(file, "junk", TestContext.Current.CancellationToken);

        var (exit, _, error) = await cli.RunAsync("find", "lag", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("expertrouter index rebuild", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_NoStore_SaysHowToFillOne()
    {
        using var cli = new CliProcess();

        var (exit, _, error) = await cli.RunAsync("find", "lag", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("expertrouter ingest", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.Data));
    }

    [Fact]
    public async Task Find_DataIsAFile_SaysSo()
    {
        using var cli = new CliProcess();
        var file = await cli.WriteAsync("data", "no folder");

        var (exit, _, error) = await cli.RunAsync("find", "lag", "--data", file);

        Assert.Equal(1, exit);
        Assert.Contains($"'{file}' cannot be used: it is a file", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_NoDocumentFits_BlamesNoServiceAccount()
    {
        using var cli = await IngestedAsync();

        var (exit, output, _) = await cli.RunAsync("find", "zyzzyva", "--data", cli.Data);

        Assert.Equal(0, exit);
        Assert.StartsWith("Nobody found.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_TextWithoutQuotes_SaysToQuoteIt()
    {
        using var cli = new CliProcess();

        var (exit, output, error) = await cli.RunAsync("find", "consumer", "lag", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Empty(output);
        Assert.Contains("Put a text of several words into quotes.", error, StringComparison.Ordinal);
        Assert.Contains("'expertrouter find --help'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_UnknownKind_ListsTheKnownOnes()
    {
        using var cli = new CliProcess();

        var (exit, _, error) = await cli.RunAsync("ingest", "wiki", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("'wiki' is no command of 'expertrouter ingest'; known are stackexchange, git,", error, StringComparison.Ordinal);
    }

    private static async Task<CliProcess> IngestedAsync()
    {
        var cli = new CliProcess();
        var (exit, _, error) = await cli.RunAsync("ingest", "jsonl", await cli.WriteAsync("team.jsonl", Lines), "--data", cli.Data);
        Assert.True(exit == 0, error);
        return cli;
    }
}
