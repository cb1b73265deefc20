using ExpertRouter.App.Routing.Simulation;
using ExpertRouter.Core.Routing.Policies;
using ExpertRouter.Evaluation.Datasets.Assignment;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.App.Tests.Routing.Simulation;

public sealed class RouteSimulationTests
{
    /// <summary>Red issues go to x, blue ones to y, in turns; the last 60 of 300 are the test period.</summary>
    private static IssueCollection Issues => new("set", Enumerable.Range(0, 300).Select(number => new AssignedIssue
    {
        Id = $"P-{number}", Created = 43_000 + number, Number = number, Text = number % 2 == 0 ? "red paint" : "blue paint",
        Reporter = "r", Assignee = number % 2 == 0 ? "x" : "y", Resolved = 43_000 + number + 2,
    }));

    [Fact]
    public async Task Run_WordsDecide_AsksTheRightOneEveryTime()
    {
        var report = await RouteSimulation.RunAsync(Issues, policy: null, _ => { }, TestContext.Current.CancellationToken);

        var row = Assert.Single(report.Rows, row => row.Default == true);
        Assert.Equal("router, even, price by the latest 500 outcomes", row.System);
        Assert.Contains("in turn: even(0,among=3)>>top", row.Notes!);
        Assert.Equal((60, 1.0, 1.0, 0.0), (row.Queries, row.Metrics["acc@1"], row.Metrics["acc@3"], row.Metrics["Gini"]));
        Assert.Equal(0, Of(report, "historical assignment").Metrics["Gini"]);
        Assert.Equal(48, Of(report, "router, most certain 80 %").Queries);
        Assert.Equal(0, Of(report, "router, most certain 80 %").Metrics["gain"]);
        Assert.Contains(report.Rows, other => other.System == "recent (last 200)");
    }

    [Fact]
    public async Task Run_PolicyGiven_IsTheOneInForce()
    {
        var report = await RouteSimulation.RunAsync(Issues, PolicyParser.Parse("smallest-set(p=0.99,cap=2)"), _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal("router, smallest-set(p=0.99,cap=2)", Assert.Single(report.Rows, row => row.Default == true).System);
    }

    [Fact]
    public async Task Run_OneExpertOnly_SaysThatThereIsNothingToRoute()
    {
        var issues = new IssueCollection("set", Issues.Issues.Select(issue => issue with { Assignee = "x" }));

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => RouteSimulation.RunAsync(issues, null, _ => { }, TestContext.Current.CancellationToken));

        Assert.Contains("x is the only one", error.Message, StringComparison.Ordinal);
    }

    private static EvaluationRow Of(EvaluationReport report, string system) => report.Rows.Single(row => row.System == system);
}
