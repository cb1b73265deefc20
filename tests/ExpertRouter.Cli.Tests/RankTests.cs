using System.Globalization;

namespace ExpertRouter.Cli.Tests;

public sealed class RankTests
{
    private const int Questions = 90;

    [Fact]
    public async Task Train_TooFewOutcomes_CountsThemAndSavesNothing()
    {
        using var cli = new CliProcess();
        await cli.RunAsync("db", "migrate", "--data", cli.Data);

        var (exit, _, error) = await cli.RunAsync("rank", "train", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("The store holds 0 outcomes", error, StringComparison.Ordinal);
        var (_, status, _) = await cli.RunAsync("rank", "status", "--data", cli.Data);
        Assert.Contains("No ranker is in force", status, StringComparison.Ordinal);
        Assert.DoesNotContain("Candidate:", status, StringComparison.Ordinal);
    }

    /// <summary>Everybody writes about both topics alike; who is accepted depends on nothing, so no ranker can be better.</summary>
    [Fact]
    public async Task Promote_CandidateThatIsNoBetter_IsRefusedWithItsReason()
    {
        using var cli = new CliProcess();
        var file = await cli.WriteAsync("site.jsonl", [.. People(), .. Enumerable.Range(1, Questions).SelectMany(Thread)]);
        var (ingested, _, problem) = await cli.RunAsync("ingest", "jsonl", file, "--data", cli.Data);
        Assert.True(ingested == 0, problem);

        var (trained, output, error) = await cli.RunAsync("rank", "train", "--data", cli.Data);
        Assert.True(trained == 0, error);
        var candidate = output.Split('\n').Single(line => line.StartsWith("Saved: ", StringComparison.Ordinal))["Saved: ".Length..].Trim();
        var (promoted, decision, _) = await cli.RunAsync("rank", "promote", candidate, "--data", cli.Data);

        Assert.Equal(1, promoted);
        Assert.StartsWith("Refused: ", decision, StringComparison.Ordinal);
        var (_, status, _) = await cli.RunAsync("rank", "status", "--data", cli.Data);
        Assert.Contains("No ranker is in force", status, StringComparison.Ordinal);
        Assert.Contains("refused ", status, StringComparison.Ordinal);
    }

    private static IEnumerable<string> People() =>
        new[] { "ann", "bob", "cat", "asker" }.Select(name => $$"""{"type":"person","id":"{{name}}","name":"{{name}} {{name}}son"}""");

    private static IEnumerable<string> Thread(int number)
    {
        var time = new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero).AddDays(number);
        string At(int hours) => time.AddHours(hours).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var accepted = number * 7 % 11 % 3;
        yield return $$"""{"type":"document","id":"q{{number}}","kind":"question","title":"Crane brake or belt slips","body":"The brake of the crane slips and the belt runs off.","created":"{{At(0)}}","authors":[{"expert":"asker","role":"asker"}]}""";
        foreach (var (name, i) in new[] { "ann", "bob", "cat" }.Select((name, i) => (name, i)))
            yield return $$"""{"type":"document","id":"a{{number}}-{{i}}","kind":"answer","parent":"q{{number}}","accepted":{{(i == accepted ? "true" : "false")}},"body":"Check brake and belt of the crane.","created":"{{At(i + 1)}}","authors":[{"expert":"{{name}}","role":"answerer"}]}""";
    }
}
