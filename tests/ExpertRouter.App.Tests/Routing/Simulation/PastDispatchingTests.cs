using ExpertRouter.App.Routing.Simulation;
using ExpertRouter.Core.Routing;
using ExpertRouter.Core.Routing.Policies;
using ExpertRouter.Evaluation.Datasets.Assignment;

namespace ExpertRouter.App.Tests.Routing.Simulation;

/// <summary>Ada resolves engine issues in a day and hull issues in thirty, Ben the other way round; one issue a day, engine and hull at random.</summary>
public sealed class PastDispatchingTests
{
    private const int Issues = 400;
    private const string Engine = "engine";

    [Fact]
    public void Describe_WhoIsFasterTakesIt_SaysThatAssignmentsFollowSpeed()
    {
        var random = new Random(1);

        // One issue of ten goes to the slower one, so that both kinds of time are known.
        var note = PastDispatching.Describe(Run(component => (component == Engine) != (random.Next(10) == 0)))!;

        Assert.Contains("so assignments say something of who is best", note, StringComparison.Ordinal);
        Assert.Contains("p = 0.005", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_ACoinDecides_SaysThatNothingShows()
    {
        var random = new Random(2);

        Assert.Contains("not who was best", PastDispatching.Describe(Run(_ => random.Next(2) == 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_WithoutTimesOfResolution_SaysNothing() => Assert.Null(PastDispatching.Describe(Run(component => component == Engine, resolved: false)));

    [Fact]
    public void Choices_HandWorked_EstimatesFromWhatWasResolvedBefore()
    {
        // Day 0: Ada, engine, resolved on day 1. Day 2: the same by Ben, open. Only Ada's ln 2 is known: everybody's mean. Ada: (ln 2 + 5 ln 2) / 6 = ln 2, in the engine the same; Ben's is everybody's.
        // Day 40: Ben's was resolved on day 32, ln 31 after 30 days. Everybody: (ln 2 + ln 31) / 2 = 2.0636; Ben (3.4340 + 5 · 2.0636) / 6 = 2.2920, in the engine (3.4340 + 5 · 2.2920) / 6 = 2.4823;
        // Ada (.6931 + 5 · 2.0636) / 6 = 1.8352, in the engine (.6931 + 5 · 1.8352) / 6 = 1.6449.
        AssignedIssue[] issues = [Issue(0, "ada", 1), Issue(2, "ben", 32), Issue(40, "ada", 41)];
        var filler = Enumerable.Range(0, 30).Select(i => new AssignedIssue { Id = $"f{i}", Created = -100 + i, Number = 1, Text = "x", Assignee = i % 2 == 0 ? "ada" : "ben" });
        var split = new AssignmentSplit(new IssueCollection("hand", [.. filler, .. issues]));
        var ada = split.Experts[0] == "ada" ? 1 : 2;
        var tickets = Enumerable.Range(0, 33).Select(i => Ticket(split, i, first: ada)).ToList();

        var choices = PastDispatching.Choices(split, tickets);

        Assert.Equal([true, false], choices.Select(choice => choice.Second));
        Assert.Equal([-.6931, -.6931, -1.6449, -2.4823], choices.SelectMany(choice => new[] { choice.FirstOutcome, choice.SecondOutcome }), (expected, actual) => Math.Abs(expected - actual) < 1e-4);

        static AssignedIssue Issue(double day, string expert, double resolved) =>
            new() { Id = $"{day}", Created = day, Number = 1, Text = "x", Components = [Engine], Assignee = expert, Resolved = resolved };
    }

    private static SimulationRun Run(Func<string, bool> goesToAda, bool resolved = true)
    {
        var random = new Random(3);
        var issues = Enumerable.Range(0, Issues).Select(i =>
        {
            var component = random.Next(2) == 0 ? Engine : "hull";
            var ada = goesToAda(component);
            return new AssignedIssue
            {
                Id = $"{i}", Created = i, Number = i, Text = "x", Components = [component], Assignee = ada ? "ada" : "ben",
                Resolved = resolved ? i + ((component == Engine) == ada ? 1 : 30) : null,
            };
        });
        var split = new AssignmentSplit(new IssueCollection("boat", issues));
        return new SimulationRun(split, "top", ChosenOnPast: false, [.. Enumerable.Range(0, Issues).Select(i => Ticket(split, i, first: 1))]);
    }

    private static SimulatedTicket Ticket(AssignmentSplit split, int issue, int first) => new(
        issue, DateTimeOffset.UnixEpoch.AddDays(issue), split.Assignee[issue] + 1,
        RoutingDecision.Make(new TopPolicy(), [new RoutingCandidate(first, 0, .6), new RoutingCandidate(3 - first, 0, .4)], [], "test", seed: 1), KnownOutcomes: 0);
}
