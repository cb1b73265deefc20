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
            ("router, most likely first", [.. tests.Select(ticket => ticket.Decision.Candidates.Select(candidate => candidate.ExpertId).ToArray())]),
        ];
        var baseline = systems.Take(systems.Count - 1).MaxBy(system => Scores(run.Split, tests, system.Name, system.Orders).Mean("acc@1")).Name;
        if (run.ChosenOnPast) systems.Add(Even(run));
        systems.Add((router, [.. tests.Select(ticket => PolicyReplay.Order(ticket.Decision.Choice, ticket.Decision.Candidates))]));
        var rows = new Experiment(run.Split.Name, new ExperimentOptions { Baseline = baseline })
            .Compare([.. systems.Select(system => Scores(run.Split, tests, system.Name, system.Orders))])
            .ToRows(system => system == router)
            .Zip(systems, (row, system) => With(row, ("Gini", Gini(run.Split, system.Orders))))
            .ToList();
        if (CalibrationNote.Of(run) is { } calibration)
            rows = rows.ConvertAll(row => !row.System.StartsWith("router", StringComparison.Ordinal) ? row
                : With(row, ("ECE", calibration.Error), ("ECE all", calibration.ErrorOfAll)) with { Notes = [.. row.Notes ?? [], calibration.Note] });
        rows.Add(new EvaluationRow
        {
            Dataset = run.Split.Name, System = "historical assignment", Queries = tests.Length,
            Metrics = new Dictionary<string, double> { ["Gini"] = FirstGini.Of(tests.Select(ticket => ticket.Expert!.Value), run.Split.Experts.Count) },
        });
        rows.AddRange(Abstaining(run, tests, systems[^1].Orders));
        return new EvaluationReport("route simulate", rows);
    }

    /// <summary>The tie that the past asks for where evenness comes first.</summary>
    private static (string, long[][]) Even(SimulationRun run)
    {
        var policy = TieChoice.Even([.. run.Tickets.Take(run.Split.Train)], run.Split.Experts.Count);
        var orders = run.Tickets.Zip(PolicyReplay.Run(run.Tickets, policy)).ToDictionary(pair => pair.First.Issue, pair => pair.Second);
        return ($"router, evenness first, {policy.Version}", [.. run.Tests.Select(ticket => orders[ticket.Issue])]);
    }

    private static IEnumerable<EvaluationRow> Abstaining(SimulationRun run, SimulatedTicket[] tests, long[][] orders)
    {
        var all = Scores(run.Split, tests, "all", orders).Mean("acc@1");
        var certain = tests.Zip(orders).OrderByDescending(pair => pair.First.Certainty).Take((int)Math.Ceiling(Answered * tests.Length)).ToArray();
        yield return Row("router, most certain 80 %", certain);
        double[] past = [.. run.Tickets.Take(run.Split.Train).Skip(run.Split.Train / 2).Select(ticket => ticket.Certainty).Order()];
        if (past.Length == 0) yield break;
        var threshold = past[(int)((1 - Answered) * past.Length)];
        var above = tests.Zip(orders).Where(pair => pair.First.Certainty >= threshold).ToArray();
        if (above.Length > 0) yield return Row("router, above the past's least certain 20 %", above);

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

    private static long[] Ids(IEnumerable<int> experts) => [.. experts.Select(expert => expert + 1L)];

    private static string[] Names(long[] experts) => Array.ConvertAll(experts, Name);

    private static string Name(long expert) => expert.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
