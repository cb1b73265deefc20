using System.Text.Json;

namespace ExpertRouter.Evaluation.Experiments;

/// <summary>
/// Everything an experiment found, per query included. Holds no clock and no machine: the same systems, judgments and
/// seed give the same file.
/// </summary>
public sealed record ExperimentResult
{
    /// <summary>What was measured on.</summary>
    public required string Dataset { get; init; }

    /// <summary>Query ids; every list of values follows this order.</summary>
    public required IReadOnlyList<string> Queries { get; init; }

    /// <summary>Metric names in the order of the tables.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>The system the others are compared with.</summary>
    public required string Baseline { get; init; }

    /// <summary>Seed, rounds, confidence and thresholds used.</summary>
    public required ExperimentOptions Options { get; init; }

    /// <summary>The systems, baseline included, in the order given.</summary>
    public required IReadOnlyList<SystemResult> Systems { get; init; }

    /// <summary>
    /// What no system can pass or should stay below: <c>best of systems</c> (the best system of each query) always;
    /// <c>oracle</c> (candidates in ideal order) and <c>random</c> (mean over shuffles) when candidates were given.
    /// </summary>
    public required IReadOnlyList<SystemResult> Bounds { get; init; }

    /// <summary>Every other system against the baseline, per metric.</summary>
    public required IReadOnlyList<SystemComparison> Comparisons { get; init; }

    /// <summary>The comparison of a system in a metric.</summary>
    /// <exception cref="KeyNotFoundException">There is none, for instance because the system is the baseline.</exception>
    public SystemComparison Compared(string system, string metric) =>
        Comparisons.FirstOrDefault(c => c.System == system && c.Metric == metric)
        ?? throw new KeyNotFoundException($"No comparison of '{system}' with '{Baseline}' in {metric}.");

    /// <summary>Writes the result as JSON.</summary>
    public async Task SaveAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.Create(path);
        await JsonSerializer.SerializeAsync(stream, this, EvaluationJson.Options, cancellationToken);
    }

    /// <summary>Reads a saved result.</summary>
    /// <exception cref="JsonException">The file holds no experiment result.</exception>
    public static async Task<ExperimentResult> LoadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<ExperimentResult>(stream, EvaluationJson.Options, cancellationToken)
            ?? throw new JsonException($"{path}: holds no experiment result.");
    }

    /// <summary>
    /// The rows for an <see cref="EvaluationReport"/>: one per system, with intervals and, except for the baseline, the
    /// difference from it and the Holm-corrected p of the randomisation test.
    /// </summary>
    /// <param name="isDefault">Tells which systems make up the product's default.</param>
    public IReadOnlyList<EvaluationRow> ToRows(Func<string, bool>? isDefault = null) =>
    [
        .. Systems.Select(system => Row(system) with
        {
            Default = isDefault?.Invoke(system.System) == true ? true : null,
            Intervals = system.Intervals,
            Baseline = system.System == Baseline ? null : Baseline,
            PValues = system.System == Baseline ? null : PValuesOf(system.System),
            Differences = system.System == Baseline ? null : DifferencesOf(system.System),
            Notes = NotesOf(system.System),
            Experiment = this,
        }),
    ];

    /// <summary>The bounds as rows for <see cref="EvaluationReport.Bounds"/>, apart from the systems.</summary>
    public IReadOnlyList<EvaluationRow> ToBoundRows() => [.. Bounds.Select(Row)];

    private EvaluationRow Row(SystemResult system) => new()
    {
        Dataset = Dataset,
        System = system.System,
        Queries = Queries.Count,
        Metrics = system.Means,
    };

    private Dictionary<string, double>? PValuesOf(string system)
    {
        var found = Comparisons
            .Where(c => c.System == system && c.RandomisationHolm is not null)
            .ToDictionary(c => c.Metric, c => c.RandomisationHolm!.Value, StringComparer.Ordinal);
        return found.Count > 0 ? found : null;
    }

    private Dictionary<string, PairedDifference> DifferencesOf(string system) => Comparisons
        .Where(c => c.System == system)
        .ToDictionary(c => c.Metric, c => new PairedDifference(c.Difference, c.Interval), StringComparer.Ordinal);

    private string[]? NotesOf(string system)
    {
        var notes = Comparisons.Where(c => c.System == system && c.Note is not null).Select(c => c.Note!).Distinct().ToArray();
        return notes.Length > 0 ? notes : null;
    }
}
