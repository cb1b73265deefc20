using ExpertRouter.Evaluation.Metrics;
using ExpertRouter.Evaluation.Trec;

namespace ExpertRouter.Evaluation.Experiments;

/// <summary>
/// Compares systems on the same queries: means with bootstrap intervals, paired tests against a baseline corrected for
/// the number of systems (Holm), and bounds. The same input and seed give the same result. Thread-safe.
/// </summary>
public sealed class Experiment(string dataset, ExperimentOptions options)
{
    /// <summary>Scores runs and compares them. A judged query that a run lacks counts as an empty ranking.</summary>
    /// <param name="systems">At least one run, names distinct.</param>
    /// <param name="qrels">The judgments; their queries are the experiment's queries.</param>
    /// <param name="metrics">What to measure.</param>
    /// <param name="candidatesOf">The ids that may be ranked for a query; gives the oracle and random bounds.</param>
    public ExperimentResult Compare(
        IReadOnlyList<Run> systems,
        Qrels qrels,
        IReadOnlyList<Metric> metrics,
        Func<string, IReadOnlyList<string>>? candidatesOf = null)
    {
        ArgumentNullException.ThrowIfNull(systems);
        var scores = systems.Select(run => RunScorer.Score(run, qrels, metrics, complete: true, options.RelevanceLevel)).ToArray();
        return candidatesOf is null
            ? Compare(scores)
            : Compare(scores,
                RandomAndOracle.Oracle(qrels, candidatesOf, metrics, options.RelevanceLevel),
                RandomAndOracle.Random(qrels, candidatesOf, metrics, options.RandomRankings, options.Seed, options.RelevanceLevel));
    }

    /// <summary>Compares scores that were computed elsewhere, by any metric.</summary>
    /// <param name="systems">At least one, names distinct, all with the same queries in the same order and the same metrics.</param>
    /// <param name="bounds">Bounds to report beside them.</param>
    /// <exception cref="ArgumentException">The systems differ in queries or metrics, or the baseline is not among them.</exception>
    public ExperimentResult Compare(IReadOnlyList<SystemScores> systems, params IReadOnlyList<SystemScores> bounds)
    {
        ArgumentNullException.ThrowIfNull(systems);
        ArgumentNullException.ThrowIfNull(bounds);
        Check(systems);
        var metrics = systems[0].Values.Keys.ToArray();
        var baseline = IndexOfBaseline(systems);
        var resampled = Bootstrap.Means(
            [.. systems.SelectMany(system => metrics.Select(metric => system.Values[metric]))], options.Rounds, options.Seed);

        double[] Resampled(int system, int metric) => resampled[system * metrics.Length + metric];

        return new ExperimentResult
        {
            Dataset = dataset,
            Queries = systems[0].Queries,
            Metrics = metrics,
            Baseline = systems[baseline].System,
            Options = options with { Baseline = systems[baseline].System },
            Systems =
            [
                .. systems.Select((system, s) => Result(system, metrics.Select((metric, m) => (metric, m)).ToDictionary(
                    pair => pair.metric,
                    pair => Bootstrap.Percentiles(Resampled(s, pair.m), options.Confidence),
                    StringComparer.Ordinal))),
            ],
            Bounds = [Result(BestOfSystems(systems, metrics), []), .. bounds.Select(bound => Result(bound, []))],
            Comparisons = [.. metrics.SelectMany((metric, m) => CompareIn(metric, m, systems, baseline, Resampled))],
        };
    }

    private IEnumerable<SystemComparison> CompareIn(
        string metric, int m, IReadOnlyList<SystemScores> systems, int baseline, Func<int, int, double[]> resampled)
    {
        var sign = Sign(metric);
        var others = Enumerable.Range(0, systems.Count).Where(s => s != baseline).ToArray();
        var tested = others.Select(s => Test(systems[s].Values[metric], systems[baseline].Values[metric])).ToArray();
        var tHolm = PairedTests.Holm([.. tested.Select(t => t.TTest)]);
        var randomisationHolm = PairedTests.Holm([.. tested.Select(t => t.Randomisation)]);
        return others.Select((s, i) => new SystemComparison(
            systems[s].System,
            metric,
            tested[i].Differences.Average(),
            Bootstrap.Percentiles(resampled(s, m).Zip(resampled(baseline, m), (a, b) => a - b), options.Confidence),
            tested[i].Differences.Count(d => sign * d > 0),
            tested[i].Differences.Count(d => sign * d < 0),
            tested[i].TTest,
            tested[i].Randomisation,
            tHolm[i],
            randomisationHolm[i],
            tested[i].Note));
    }

    private Tested Test(IReadOnlyList<double> system, IReadOnlyList<double> baseline)
    {
        var differences = system.Zip(baseline, (a, b) => a - b).ToArray();
        if (differences.Length < Math.Max(2, options.MinimumQueries))
        {
            return new Tested(differences, null, null,
                $"{differences.Length} queries are too few for a significance test; it needs at least {Math.Max(2, options.MinimumQueries)}.");
        }

        var t = PairedTests.TTest(differences);
        return new Tested(
            differences,
            t,
            PairedTests.RandomisationTest(differences, options.Rounds, options.Seed),
            t is null ? "All differences are equal, so the t-test is undefined." : null);
    }

    private int IndexOfBaseline(IReadOnlyList<SystemScores> systems)
    {
        if (options.Baseline is null)
        {
            return 0;
        }

        var index = systems.ToList().FindIndex(s => s.System == options.Baseline);
        return index >= 0
            ? index
            : throw new ArgumentException(
                $"The baseline '{options.Baseline}' is not among the systems {string.Join(", ", systems.Select(s => s.System))}.",
                nameof(systems));
    }

    private static void Check(IReadOnlyList<SystemScores> systems)
    {
        if (systems.Count == 0 || systems[0].Queries.Count == 0)
        {
            throw new ArgumentException("An experiment needs at least one system with at least one query.", nameof(systems));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var system in systems)
        {
            if (!names.Add(system.System))
            {
                throw new ArgumentException($"Two systems are called '{system.System}'.", nameof(systems));
            }

            if (!system.Queries.SequenceEqual(systems[0].Queries) || !system.Values.Keys.SequenceEqual(systems[0].Values.Keys))
            {
                throw new ArgumentException(
                    $"'{system.System}' was scored on other queries or metrics than '{systems[0].System}'; paired tests need the same.",
                    nameof(systems));
            }
        }
    }

    private SystemScores BestOfSystems(IReadOnlyList<SystemScores> systems, string[] metrics) => new(
        "best of systems",
        systems[0].Queries,
        metrics.ToDictionary(
            metric => metric,
            metric => (IReadOnlyList<double>)[.. Enumerable.Range(0, systems[0].Queries.Count).Select(
                q => Sign(metric) * systems.Max(s => Sign(metric) * s.Values[metric][q]))],
            StringComparer.Ordinal));

    private int Sign(string metric) => options.LowerIsBetter.Contains(metric) ? -1 : 1;

    private static SystemResult Result(SystemScores scores, Dictionary<string, Interval> intervals) =>
        new(scores.System, scores.Means(), intervals, scores.Values);

    private sealed record Tested(double[] Differences, double? TTest, double? Randomisation, string? Note);
}
