using System.Globalization;
using ExpertRouter.Core.Ranking;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Learning.Assignment;

namespace ExpertRouter.Evaluation.Datasets.Assignment;

/// <summary>
/// <c>evaluate assignment</c>: who was assigned? Chronological; reference rankers are fitted once on the past, the rolling
/// mixture goes on learning. It is measured twice: with every earlier issue's assignee known (the protocol's order of
/// creation), and, where the file has resolution times, with an assignee known only once the issue was resolved.
/// </summary>
public static class AssignmentEvaluation
{
    /// <summary>Name of the product's default system in the tables.</summary>
    public const string DefaultSystem = "rolling mixture";

    /// <summary>Name of the stricter run.</summary>
    public const string StrictSystem = "rolling mixture, resolved issues only";

    /// <summary>Measures an issue file.</summary>
    /// <param name="path">A <c>.jsonl</c> or <c>.jsonl.gz</c> file of either layout.</param>
    public static EvaluationReport Run(string path) => Run(IssueCollection.Load(path));

    /// <summary>Measures issues already read.</summary>
    public static EvaluationReport Run(IssueCollection collection)
    {
        var split = new AssignmentSplit(collection);
        int[] queries = [.. split.Queries];
        if (queries.Length == 0)
            throw new InvalidDataException($"{split.Name}: no issue after the split was assigned to one of the {split.Experts.Count} experts");

        var systems = AssignmentBaselines.Fit(split)
            .Select(system => Measure(split, queries, system.Name, [.. queries.Select(system.Score)]))
            .ToList();
        var baseline = systems.MaxBy(system => system.Mean("acc@1"))!;
        systems.Add(Measure(split, queries, DefaultSystem, Replay(split, queries, issue => split.Issues[issue].Created)));
        if (split.Issues.Any(issue => issue.Resolved is not null))
            systems.Add(Measure(split, queries, StrictSystem, Replay(split, queries, issue => split.Issues[issue].Resolved)));

        var tests = split.Issues.Count - split.Train;
        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"{split.Issues.Count} issues, {split.Experts.Count} experts, {queries.Length} of {tests} test issues belong to experts");
        var rows = new Experiment(split.Name, new ExperimentOptions { Baseline = baseline.System })
            .Compare(systems)
            .ToRows(system => system == DefaultSystem)
            .Select(row => row.Default == true ? row with { Notes = [.. row.Notes ?? [], note] } : row);
        return new EvaluationReport("evaluate assignment", [.. rows]);
    }

    /// <summary>Ranks every query while learning from earlier issues.</summary>
    /// <param name="knownAt">When an issue's assignee becomes known; null means never.</param>
    private static double[][] Replay(AssignmentSplit split, int[] queries, Func<int, double?> knownAt)
    {
        var mixture = new AssignmentMixture(split.Experts.Count, () => split.Terms);
        var waiting = new PriorityQueue<int, (double Time, int Issue)>();
        var filed = new FiledCase[split.Issues.Count];
        var results = new List<double[]>(queries.Length);
        for (var issue = 0; issue < split.Issues.Count; issue++)
        {
            while (waiting.TryPeek(out var past, out var when) && when.Time <= split.Issues[issue].Created)
            {
                waiting.Dequeue();
                mixture.Learn(filed[past], split.Assignee[past]);
            }

            filed[issue] = mixture.File(split.CaseOf(issue));
            if (issue >= split.Train && split.Assignee[issue] >= 0) results.Add(mixture.Score(filed[issue]));
            if (knownAt(issue) is { } time) waiting.Enqueue(issue, (time, issue));
        }

        return [.. results];
    }

    private static SystemScores Measure(AssignmentSplit split, int[] queries, string system, double[][] scores) => AssignmentMeasures.Of(
        system,
        [.. queries.Select(issue => split.Issues[issue].Id)],
        [.. scores.Select(score => RankingScores.Order(score).Select(expert => split.Experts[expert]).ToArray())],
        [.. queries.Select(issue => split.Experts[split.Assignee[issue]])]);
}
