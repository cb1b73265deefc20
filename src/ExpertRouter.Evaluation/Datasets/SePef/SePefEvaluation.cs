using ExpertRouter.Evaluation.Datasets.StackExchange;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>
/// The command <c>evaluate sepef</c>: builds a data set from dumps and prints its counts and the standard page of
/// rankers. Stateless and thread-safe.
/// </summary>
public static class SePefEvaluation
{
    /// <summary>The command's name in reports.</summary>
    public const string Command = "evaluate sepef";

    /// <summary>
    /// Builds into a folder, then ranks. One row per community holds its counts as metrics, the rows of dataset
    /// <c>… valid</c> and <c>… test</c> the rankers; a split without queries has none.
    /// </summary>
    /// <param name="dumpFolders">Folders with a Posts.xml, or folders of such folders.</param>
    /// <param name="outFolder">Where the data set goes.</param>
    /// <param name="options">Thresholds; see <see cref="SePefOptions.Of"/> for the profiles.</param>
    /// <exception cref="FileNotFoundException">A folder holds no dump.</exception>
    public static EvaluationReport Run(IReadOnlyList<string> dumpFolders, string outFolder, SePefOptions options)
    {
        ArgumentNullException.ThrowIfNull(dumpFolders);
        var report = new SePefBuilder(options).Build([.. dumpFolders.SelectMany(Dumps)], outFolder);
        var result = new SePefBenchmark(new SePefRankerOptions()).Run(SePefDataset.Load(outFolder));
        ExperimentResult[] experiments = [.. new[] { result.Validation, result.Test }.OfType<ExperimentResult>()];
        return new EvaluationReport(Command,
        [
            .. report.Communities.Select(counts => Counts(counts, report.Cautions)),
            .. experiments.SelectMany(experiment => experiment.ToRows()).Select(row => WithWeights(row, result.Fusions)),
        ])
        {
            Bounds = [.. experiments.SelectMany(experiment => experiment.ToBoundRows())],
        };
    }

    private static StackExchangeDump[] Dumps(string folder)
    {
        var inside = Directory.Exists(folder) && !HasPosts(folder)
            ? Directory.EnumerateDirectories(folder).Where(HasPosts).Order(StringComparer.Ordinal).ToArray()
            : [];
        return inside.Length == 0 ? [new StackExchangeDump(folder)] : [.. inside.Select(path => new StackExchangeDump(path))];
    }

    private static bool HasPosts(string folder) => Directory.EnumerateFiles(folder)
        .Any(file => string.Equals(Path.GetFileName(file), "Posts.xml", StringComparison.OrdinalIgnoreCase));

    private static EvaluationRow Counts(SePefCommunityCounts counts, IReadOnlyList<string>? cautions) => new()
    {
        Dataset = counts.Community,
        System = "counts",
        Queries = counts.TrainQueries + counts.ValidQueries + counts.TestQueries,
        Metrics = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["questions"] = counts.Questions,
            ["answers"] = counts.Answers,
            ["authors"] = counts.Authors,
            ["experts"] = counts.Experts,
            ["documents"] = counts.Documents,
            ["train"] = counts.TrainQueries,
            ["valid"] = counts.ValidQueries,
            ["test"] = counts.TestQueries,
        },
        Notes = cautions,
    };

    private static EvaluationRow WithWeights(EvaluationRow row, IReadOnlyList<SePefFusion> fusions)
    {
        if (fusions.FirstOrDefault(fusion => fusion.System == row.System) is not { } fusion)
        {
            return row;
        }

        var source = fusion.ValidationScore is null ? "not tuned, there are no validation queries" : "chosen on validation";
        var note = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"weights {fusion.FirstWeight:0.##} and {1 - fusion.FirstWeight:0.##}, {source}.");
        return row with { Notes = [note, .. row.Notes ?? []] };
    }
}
