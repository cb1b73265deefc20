using System.Text.Json;
using ExpertRouter.App.Routing;
using ExpertRouter.App.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Cli.Tests;

public sealed class RouteTests
{
    private static readonly string[] Lines =
    [
        """{"type":"person","id":"ada","name":"Ada Lima","email":"ada@x.example"}""",
        """{"type":"person","id":"ben","name":"Ben Osei","email":"ben@x.example"}""",
        """{"type":"person","id":"rae","name":"Rae Roth","email":"rae@x.example"}""",
        """{"type":"document","id":"d1","kind":"runbook","title":"Consumer lag","body":"The consumer lag grew because of a rebalance.","created":"2026-01-05T00:00:00Z","authors":[{"expert":"ada","role":"author"}]}""",
        """{"type":"document","id":"d2","kind":"page","title":"Lag of the display","body":"The display shows a lag.","created":"2026-01-06T00:00:00Z","authors":[{"expert":"ben","role":"author"}]}""",
    ];

    [Fact]
    public async Task Route_Json_HasTheDocumentedShapeAndStoresNothing()
    {
        using var cli = await IngestedAsync();

        var (exit, output, error) = await cli.RunAsync("route", "The consumer lag grows", "--policy", "top", "--json", "--data", cli.Data);

        Assert.True(exit == 0, error);
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal(
            ["action", "reason", "chosen", "candidates", "excluded", "policy", "model", "calibrated", "path", "similar"], root.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("assign", "Ada Lima", "top"), (root.GetProperty("action").GetString(), root.GetProperty("chosen")[0].GetString(), root.GetProperty("policy").GetString()));
        var first = root.GetProperty("candidates")[0];
        Assert.Equal(["expertId", "name", "probability", "propensity", "load", "capacity", "cost"], first.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("Ada Lima", 1, 0), (first.GetProperty("name").GetString(), first.GetProperty("propensity").GetDouble(), first.GetProperty("load").GetInt32()));
    }

    [Fact]
    public async Task Route_OwnTicket_SaysWhyTheRequesterIsNotAsked()
    {
        using var cli = await IngestedAsync();

        var (exit, output, error) = await cli.RunAsync("route", "The consumer lag grows", "--requester", "ada@x.example", "--policy", "top", "--data", cli.Data);

        Assert.True(exit == 0, error);
        Assert.Contains("Would be asked: Ben Osei", output, StringComparison.Ordinal);
        Assert.Contains("not offered: Ada Lima,", output, StringComparison.Ordinal);
        Assert.Contains("policy top", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Route_NobodyFound_Abstains()
    {
        using var cli = await IngestedAsync();

        var (exit, output, _) = await cli.RunAsync("route", "zyzzyva quux", "--data", cli.Data);

        Assert.Equal(0, exit);
        Assert.Contains("Nobody would be asked.", output, StringComparison.Ordinal);
        Assert.Contains("Nobody who may be asked fits.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--policy", "magic", "Policy, character 1: 'magic' is no policy; known are top")]
    [InlineData("--requester", "who@x.example", "Nobody with the e-mail 'who@x.example'")]
    [InlineData("--group", "osprey", "There is no visibility group 'osprey'")]
    public async Task Route_BadOption_SaysWhatIsWrong(string option, string value, string expected)
    {
        using var cli = await IngestedAsync();

        var (exit, _, error) = await cli.RunAsync("route", "lag", option, value, "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("verbose", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Route_BadPolicyInConfiguration_NamesTheKey()
    {
        using var cli = await IngestedAsync();
        await File.WriteAllTextAsync(
            Path.Combine(cli.Data, "appsettings.json"), """{"Routing":{"Policy":"threshold(2)"}}""", TestContext.Current.CancellationToken);

        var (exit, _, error) = await cli.RunAsync("route", "lag", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("Routing:Policy: Policy, character 1: threshold: threshold must lie between 0 and 1", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Route_NoText_SaysWhatIsMissing()
    {
        using var cli = new CliProcess();

        var (exit, _, error) = await cli.RunAsync("route", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("TEXT is missing", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_NoOutcomes_SaysThatScoresAreNotCalibrated()
    {
        using var cli = await IngestedAsync();

        var (exit, output, error) = await cli.RunAsync("route", "status", "--data", cli.Data);

        Assert.True(exit == 0, error);
        Assert.Contains("Policy: threshold(0.05)>>smallest-set(p=0.5,cap=3)", output, StringComparison.Ordinal);
        Assert.Contains("Load: nobody was asked within a year.", output, StringComparison.Ordinal);
        Assert.Contains("Probabilities are not calibrated: 0 outcomes are known", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_EmptyLog_SaysThatThereIsNothingToCompareOn()
    {
        using var cli = await IngestedAsync();

        var (exit, _, error) = await cli.RunAsync("route", "replay", "--policy", "top", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("0 askings with an outcome", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_Json_HasTheShapeOfTheEvaluations()
    {
        using var cli = new CliProcess();
        var issues = await cli.WriteAsync("P.jsonl", [.. Enumerable.Range(0, 100).Select(i =>
            $$"""{"key":"P-{{i}}","summary":"{{(i % 2 == 0 ? "red" : "blue")}} paint","created":"{{1 + (i % 28):00}}/{{(i < 28 ? "Jan" : i < 56 ? "Mar" : i < 84 ? "May" : "Jul")}}/18 10:30","assignee":"{{(i % 2 == 0 ? "x" : "y")}}","reporter":"r"}""")]);

        var (exit, output, error) = await cli.RunAsync("route", "simulate", "--issues", issues, "--json");

        Assert.True(exit == 0, error);
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal("route simulate", root.GetProperty("command").GetString());
        var row = root.GetProperty("rows").EnumerateArray().Single(row => row.TryGetProperty("default", out var isDefault) && isDefault.GetBoolean());
        Assert.Equal(("P", 20), (row.GetProperty("dataset").GetString(), row.GetProperty("queries").GetInt32()));
        Assert.Equal(["acc@1", "acc@3", "acc@5", "MRR", "Gini"], row.GetProperty("metrics").EnumerateObject().Select(metric => metric.Name));
    }

    [Fact]
    public async Task Simulate_BrokenLine_NamesFileAndLine()
    {
        using var cli = new CliProcess();
        var issues = await cli.WriteAsync("P.jsonl", "{oops");

        var (exit, _, error) = await cli.RunAsync("route", "simulate", "--issues", issues);

        Assert.Equal(1, exit);
        Assert.Contains("P.jsonl:1", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_NothingWaits_SaysSo()
    {
        using var cli = await IngestedAsync();

        var (exit, output, error) = await cli.RunAsync("route", "batch", "--data", cli.Data);

        Assert.True(exit == 0, error);
        Assert.Equal("No ticket waits.", output.Trim());
    }

    [Fact]
    public async Task Batch_Json_HasTheDocumentedShape()
    {
        using var cli = await IngestedAsync();
        var id = await SubmitAsync(cli.Data, "The consumer lag grows");
        await SubmitAsync(cli.Data, "zyzzyva quux");

        var (exit, output, error) = await cli.RunAsync("route", "batch", "--json", "--data", cli.Data);

        Assert.True(exit == 0, error);
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal(["assigned", "unassigned", "value"], root.EnumerateObject().Select(property => property.Name));
        var assigned = Assert.Single(root.GetProperty("assigned").EnumerateArray());
        Assert.Equal(["ticketId", "title", "expertId", "expert", "probability"], assigned.EnumerateObject().Select(property => property.Name));
        Assert.Equal((id, "Ada Lima"), (assigned.GetProperty("ticketId").GetGuid(), assigned.GetProperty("expert").GetString()));
        Assert.Equal(assigned.GetProperty("probability").GetDouble(), root.GetProperty("value").GetDouble());
        var unassigned = Assert.Single(root.GetProperty("unassigned").EnumerateArray());
        Assert.Equal(["ticketId", "title"], unassigned.EnumerateObject().Select(property => property.Name));
        Assert.Equal("zyzzyva quux", unassigned.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Batch_TicketsWait_ShowsWhoWouldTakeThemAndWhatNobodyCould()
    {
        using var cli = await IngestedAsync();
        var lag = (await SubmitAsync(cli.Data, "The consumer lag grows")).ToString("N")[^8..];
        var quux = (await SubmitAsync(cli.Data, "zyzzyva quux")).ToString("N")[^8..];

        var (exit, output, error) = await cli.RunAsync("route", "batch", "--data", cli.Data);

        Assert.True(exit == 0, error);
        Assert.Matches($@"The consumer lag grows\s+{lag}\s+Ada Lima\s+\d", output);
        Assert.Contains($"nobody could take: zyzzyva quux ({quux})", output, StringComparison.Ordinal);
        Assert.Contains("1 of 2 tickets assigned", output, StringComparison.Ordinal);
        Assert.Contains("probabilities are not calibrated", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_MinimumIsNoProbability_SaysWhatIsWrong()
    {
        using var cli = new CliProcess();

        var (exit, _, error) = await cli.RunAsync("route", "batch", "--minimum", "2", "--data", cli.Data);

        Assert.Equal(1, exit);
        Assert.Contains("--minimum is a probability from 0 to 1", error, StringComparison.Ordinal);
    }

    private static async Task<Guid> SubmitAsync(string data, string text)
    {
        var configuration = new ConfigurationBuilder().Build();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging()
            .AddExpertRouter(DataDirectory.Open(data), configuration).BuildServiceProvider();
        var submission = new TicketSubmission { Origin = "test", ExternalId = text, Text = text, RequesterEmail = "rae@x.example" };
        return (await services.GetRequiredService<TicketIntake>().SubmitAsync(submission, TestContext.Current.CancellationToken)).TicketId;
    }

    private static async Task<CliProcess> IngestedAsync()
    {
        var cli = new CliProcess();
        var (exit, _, error) = await cli.RunAsync("ingest", "jsonl", await cli.WriteAsync("team.jsonl", Lines), "--data", cli.Data);
        Assert.True(exit == 0, error);
        return cli;
    }
}
