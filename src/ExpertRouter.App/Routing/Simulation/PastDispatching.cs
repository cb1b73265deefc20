using System.Globalization;
using ExpertRouter.Evaluation.Datasets.Assignment;
using ExpertRouter.Evaluation.OffPolicy;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>
/// Whether who took an issue in history follows who would have resolved it sooner (<see cref="DispatchExpertise"/>): then assignments are labels of who is best, otherwise only of
/// whose an issue was. A choice is between the two who came into question most, by the router's probabilities of the day; how long each would have taken is estimated from the issues
/// that were resolved before: the mean of ln(1 + days) of their issues in the same components, drawn to that of all their issues, and that to everybody's.
/// </summary>
internal sealed class PastDispatching
{
    private const double Prior = 5;
    private const int Bins = 10;
    private const int FewestChoices = 100;
    private const double Significant = .05;

    private readonly Dictionary<int, List<(IReadOnlyList<string> Components, double Slowness)>> _ofExpert = [];
    private int _resolved;
    private double _slowness;

    /// <summary>A sentence; null where too few choices can be judged, such as without times of resolution.</summary>
    public static string? Describe(SimulationRun run)
    {
        var choices = Choices(run.Split, run.Tickets);
        if (choices.Count < FewestChoices) return null;
        var expertise = DispatchExpertise.Of(choices, Bins);
        var verdict = expertise.PValue < Significant
            ? "who took an issue follows who would have resolved it sooner, so assignments say something of who is best"
            : "nothing shows that who took an issue follows who would have resolved it sooner: assignments say whose issues were, not who was best";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"past dispatching, {expertise.Decisions} choices between the two likeliest: predictive expertise {expertise.Predictive:0.000} (by chance {expertise.PredictiveByChance:0.000}, p = {expertise.PValue:0.000}), prognostic {expertise.Prognostic:0.000} (by chance {expertise.PrognosticByChance:0.000}); {verdict}");
    }

    /// <summary>What history chose, with the estimated speed of both (−ln(1 + days), higher is better).</summary>
    internal static List<PastDispatch> Choices(AssignmentSplit split, IReadOnlyList<SimulatedTicket> tickets)
    {
        var past = new PastDispatching();
        var open = new PriorityQueue<int, double>();
        var choices = new List<PastDispatch>();
        foreach (var ticket in tickets)
        {
            var issue = split.Issues[ticket.Issue];
            while (open.TryPeek(out var done, out var when) && when <= issue.Created)
                past.Learn(split.Issues[done], split.Assignee[open.Dequeue()]);
            if (issue.Resolved is not { } resolved || split.Assignee[ticket.Issue] < 0) continue;
            if (ticket.Decision.Candidates is [var first, var second, ..] && past._resolved > 0 && (ticket.Expert == first.ExpertId || ticket.Expert == second.ExpertId))
                choices.Add(new PastDispatch(ticket.Expert == second.ExpertId, -past.Slowness(first.ExpertId, issue), -past.Slowness(second.ExpertId, issue)));
            open.Enqueue(ticket.Issue, resolved);
        }

        return choices;
    }

    private void Learn(AssignedIssue issue, int expert)
    {
        var slowness = Math.Log(1 + Math.Max(0, issue.Resolved!.Value - issue.Created));
        if (!_ofExpert.TryGetValue(expert, out var own)) _ofExpert.Add(expert, own = []);
        own.Add((issue.Components, slowness));
        (_resolved, _slowness) = (_resolved + 1, _slowness + slowness);
    }

    private double Slowness(long expertId, AssignedIssue issue)
    {
        var own = _ofExpert.GetValueOrDefault((int)expertId - 1) ?? [];
        return Mean(own.Where(past => past.Components.Intersect(issue.Components).Any()), Mean(own, _slowness / _resolved));

        static double Mean(IEnumerable<(IReadOnlyList<string> Components, double Slowness)> issues, double otherwise)
        {
            var (count, sum) = issues.Aggregate((Count: 0, Sum: 0.0), (so, past) => (so.Count + 1, so.Sum + past.Slowness));
            return (sum + (Prior * otherwise)) / (count + Prior);
        }
    }
}
