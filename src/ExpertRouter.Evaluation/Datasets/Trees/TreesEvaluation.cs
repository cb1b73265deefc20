using System.Globalization;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Datasets.Trees;

/// <summary>
/// <c>evaluate trees</c>: how well expertise trees learn whom to trust where, in the simulation of Abels et al. (ICML 2023)
/// over every CSV of a folder. Mean over seeds; <c>reward sd</c> is the standard deviation between seeds.
/// </summary>
public static class TreesEvaluation
{
    /// <summary>Seeds of the reference table.</summary>
    public const int ReferenceSeeds = 3;

    /// <summary>Measures every table of a folder in every setting of the reference table.</summary>
    public static EvaluationReport Run(string folder) => Run(folder, ReferenceSeeds);

    /// <summary>Measures every table of a folder.</summary>
    /// <param name="folder">Holds one CSV or more, each of the layout of <see cref="CategoricalTable"/>.</param>
    /// <param name="seeds">Uses the seeds 0 to this − 1.</param>
    /// <exception cref="InvalidDataException">There is no CSV, or one cannot be read.</exception>
    public static EvaluationReport Run(string folder, int seeds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        string[] files = [.. Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            throw new InvalidDataException($"{folder}: holds no .csv; needed is a table of categories whose last column is the class");
        return Run([.. files.Select(CategoricalTable.Load)], TreeCell.Reference, seeds);
    }

    /// <summary>Measures tables in given settings.</summary>
    public static EvaluationReport Run(IReadOnlyList<CategoricalTable> tables, IReadOnlyList<TreeCell> cells, int seeds)
    {
        var rows = new List<EvaluationRow>();
        var bounds = new List<EvaluationRow>();
        foreach (var table in tables)
        {
            foreach (var cell in cells)
            {
                TreeTrial[] trials = [.. Enumerable.Range(0, seeds).Select(seed => TreeSimulation.Run(table, cell, seed))];
                string[] notes = cell.Features > table.Columns.Count + 2
                    ? [string.Create(CultureInfo.InvariantCulture, $"{table.Name} has only {table.Columns.Count} one-hot columns; the learners saw all of them and the two uniform ones")]
                    : [];
                rows.AddRange(trials.SelectMany(trial => trial.Runs).GroupBy(run => run.Learner).Select(runs => new EvaluationRow
                {
                    Dataset = $"{table.Name} {cell}",
                    System = runs.Key,
                    Queries = TreeSimulation.Steps * seeds,
                    Metrics = new Dictionary<string, double>
                    {
                        ["reward"] = runs.Average(run => run.Reward),
                        ["reward sd"] = Deviation([.. runs.Select(run => run.Reward)]),
                        ["seconds"] = runs.Average(run => run.Seconds),
                    },
                    Default = runs.Key == "ET" ? true : null,
                    Notes = notes.Length > 0 ? notes : null,
                }));
                bounds.Add(Bound("random", trials.Average(trial => trial.Random)));
                bounds.Add(Bound("best expert", trials.Average(trial => trial.BestExpert)));

                EvaluationRow Bound(string name, double reward) => new()
                {
                    Dataset = $"{table.Name} {cell}", System = name, Queries = TreeSimulation.Steps * seeds,
                    Metrics = new Dictionary<string, double> { ["reward"] = reward },
                };
            }
        }

        return new EvaluationReport("evaluate trees", rows) { Bounds = bounds };
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return values.Length < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
