using ExpertRouter.Evaluation.Datasets;
using ExpertRouter.Evaluation.Datasets.Assignment;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>
/// A simulation in figures, over the issues of the test period that belong to an expert: accuracy of the ranking that begins with who is asked, how unevenly the
/// first askings are spread (Gini over all experts), how well the probabilities hold (ECE of the likeliest, once 1,000 outcomes were known), what abstaining gains.
/// </summary>
internal static class SimulationReport
{
    /// <summary>Share of the tickets that is answered when the router abstains.</summary>
    private const double Answered = .8;

    public static EvaluationReport Of(SimulationRun run)
    {
        SimulatedTicket[] tests = [.. run.Tests];
        if (tests.Length == 0)
            throw new InvalidDataException($"{run.Split.Name}: no issue after the split was assigned to one of the {run.Split.Experts.Count} experts");
        int[] queries = [.. tests.Select(ticket => ticket.Issue)];
        var router = $"router, {run.Policy}";
        List<(string Name, long[][] Orders)> systems =
        [
            .. AssignmentBaselines.Fit(run.Split).Select(system => (system.Name, queries.Select(issue => Ids(RankingScores.Order(system.Score(issue)))).ToArray())),
            ("router, most likely first", Likeliest(tests)),
        ];
        var baseline = systems.Take(systems.Count - 1).MaxBy(system => Scores(run.Split, tests, system.Name, system.Orders).Mean("acc@1")).Name;
        if (run.ChosenOnPast) systems.AddRange(Ties(run));
        systems.Add((router, [.. tests.Select(ticket => PolicyReplay.Order(ticket.Decision.Choice, ticket.Decision.Candidates))]));
        var rows = new Experiment(run.Split.Name, new ExperimentOptions { Baseline = baseline })
            .Compare([.. systems.Select(system => Scores(run.Split, tests, system.Name, system.Orders))])
            .ToRows(system => system == router)
            .Zip(systems, (row, system) => With(row, ("Gini", Gini(run.Split, system.Orders))))
            .ToList();
        if (CalibrationNote.Of(run) is { } calibration)
            rows = rows.ConvertAll(row => !row.System.StartsWith("router", StringComparison.Ordinal) ? row
                : With(row, ("ECE", calibration.Error), ("ECE all", calibration.ErrorOfAll)) with { Notes = [.. row.Notes ?? [], calibration.Note] });
        if (run.ChosenOnPast)
            rows = rows.ConvertAll(row => row.System != router ? row
                : row with { Notes = [.. row.Notes ?? [], $"in turn: {string.Join(", ", tests.Select(ticket => ticket.Decision.PolicyVersion).Distinct())}"] });
        rows.Add(new EvaluationRow
        {
            Dataset = run.Split.Name, System = "historical assignment", Queries = tests.Length, Notes = PastDispatching.Describe(run) is { } dispatching ? [dispatching] : null,
            Metrics = new Dictionary<string, double> { ["Gini"] = FirstGini.Of(tests.Select(ticket => ticket.Expert!.Value), run.Split.Experts.Count) },
        });
        if (run.ChosenOnPast)
            rows.AddRange(Abstaining(run, tests, "router, most likely first", Likeliest(tests), ticket => ticket.Likeliest));
        rows.AddRange(Abstaining(run, tests, "router", systems[^1].Orders, ticket => ticket.Certainty));
        return new EvaluationReport("route simulate", rows);
    }

    /// <summary>For comparison: ties as the past before the test period asks for them, where little may be given up and where evenness comes first.</summary>
    private static IEnumerable<(string, long[][])> Ties(SimulationRun run)
    {
        SimulatedTicket[] past = [.. run.Tickets.Take(run.Split.Train)];
        foreach (var (name, policy) in new[] { ("small tie", TieChoice.Cheap(past)), ("wide tie", TieChoice.Even(past, run.Split.Experts.Count)) })
        {
            var orders = run.Tickets.Zip(PolicyReplay.Run(run.Tickets, policy)).ToDictionary(pair => pair.First.Issue, pair => pair.Second);
            yield return ($"router, {name}, {policy.Version}", [.. run.Tests.Select(ticket => orders[ticket.Issue])]);
        }
    }

    private static IEnumerable<EvaluationRow> Abstaining(SimulationRun run, SimulatedTicket[] tests, string system, long[][] orders, Func<SimulatedTicket, double> certainty)
    {
        var all = Scores(run.Split, tests, "all", orders).Mean("acc@1");
        var certain = tests.Zip(orders).OrderByDescending(pair => certainty(pair.First)).Take((int)Math.Ceiling(Answered * tests.Length)).ToArray();
        yield return Row($"{system}, most certain 80 %", certain);
        double[] past = [.. run.Tickets.Take(run.Split.Train).Skip(run.Split.Train / 2).Select(certainty).Order()];
        if (past.Length == 0) yield break;
        var threshold = past[(int)((1 - Answered) * past.Length)];
        var above = tests.Zip(orders).Where(pair => certainty(pair.First) >= threshold).ToArray();
        if (above.Length > 0) yield return Row($"{system}, above the past's least certain 20 %", above);

        EvaluationRow Row(string name, (SimulatedTicket Ticket, long[] Order)[] answered)
        {
            var scores = Scores(run.Split, [.. answered.Select(pair => pair.Ticket)], name, [.. answered.Select(pair => pair.Order)]);
            return With(
                new EvaluationRow { Dataset = run.Split.Name, System = name, Queries = answered.Length, Metrics = scores.Means() },
                ("gain", scores.Mean("acc@1") - all)) with { Notes = [$"{name}: answers {answered.Length} of {tests.Length}; gain is acc@1 less that of all"] };
        }
    }

    private static SystemScores Scores(AssignmentSplit split, SimulatedTicket[] tests, string system, long[][] orders) =>
        AssignmentMeasures.Of(system, [.. tests.Select(ticket => split.Issues[ticket.Issue].Id)], [.. orders.Select(Names)], [.. tests.Select(ticket => Name(ticket.Expert!.Value))]);

    private static double Gini(AssignmentSplit split, long[][] orders) => FirstGini.Of(orders.Where(order => order.Length > 0).Select(order => order[0]), split.Experts.Count);

    private static EvaluationRow With(EvaluationRow row, params (string Name, double Value)[] more) =>
        row with { Metrics = new Dictionary<string, double>([.. row.Metrics, .. more.Select(entry => KeyValuePair.Create(entry.Name, entry.Value))]) };

    private static long[][] Likeliest(SimulatedTicket[] tests) => [.. tests.Select(ticket => ticket.Decision.Candidates.Select(candidate => candidate.ExpertId).ToArray())];

    private static long[] Ids(IEnumerable<int> experts) => [.. experts.Select(expert => expert + 1L)];

    private static string[] Names(long[] experts) => Array.ConvertAll(experts, Name);

    private static string Name(long expert) => expert.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
