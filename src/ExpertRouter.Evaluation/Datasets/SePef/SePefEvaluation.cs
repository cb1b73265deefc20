using ExpertRouter.Evaluation.Datasets.StackExchange;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>
/// The command <c>evaluate sepef</c>: builds a data set from Stack Exchange or ticket dumps and prints its counts and the standard page of
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
    /// <param name="dumps">
    /// Folders with a Posts.xml, folders of such folders, or ticket files (<c>.jsonl</c>, <c>.jsonl.gz</c>).
    /// </param>
    /// <param name="outFolder">Where the data set goes.</param>
    /// <param name="options">Thresholds; see <see cref="SePefOptions.Of"/> for the profiles.</param>
    /// <exception cref="FileNotFoundException">A path is neither a file nor a folder with a dump.</exception>
    public static EvaluationReport Run(IReadOnlyList<string> dumps, string outFolder, SePefOptions options)
    {
        ArgumentNullException.ThrowIfNull(dumps);
        var report = new SePefBuilder(options).Build([.. dumps.SelectMany(Sources)], outFolder);
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

    private static IPostSource[] Sources(string path)
    {
        if (File.Exists(path))
        {
            return [new TicketPosts(path)];
        }

        var inside = Directory.Exists(path) && !HasPosts(path)
            ? Directory.EnumerateDirectories(path).Where(HasPosts).Order(StringComparer.Ordinal).ToArray()
            : [];
        return inside.Length == 0 ? [new StackExchangeDump(path)] : [.. inside.Select(folder => new StackExchangeDump(folder))];
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
