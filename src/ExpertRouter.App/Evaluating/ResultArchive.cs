using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ExpertRouter.App.Setup;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.App.Evaluating;

/// <summary>
/// Saved evaluations: a folder each under <see cref="DataDirectory.Results"/>, with <c>report.json</c> and one
/// <c>queries-N.json</c> per data set whose values per query are known. A folder appears only when it is complete.
/// Thread-safe.
/// </summary>
public sealed partial class ResultArchive(DataDirectory data, TimeProvider time)
{
    private const string ReportFile = "report.json";

    private const int LongestName = 60;

    /// <summary>Saves a report and the experiments behind its rows; of several experiments on one data set the one with the most systems.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task<SavedResult> SaveAsync(EvaluationReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        var experiments = report.Rows.Select(row => row.Experiment).OfType<ExperimentResult>()
            .GroupBy(experiment => experiment.Dataset, StringComparer.Ordinal)
            .Select(same => same.MaxBy(experiment => experiment.Systems.Count)!)
            .ToList();
        var now = time.GetUtcNow().ToUniversalTime();
        var result = new SavedResult
        {
            Id = FreeId(now, report.Command),
            SavedAt = now,
            Report = report,
            PerQuery = [.. experiments.Select(experiment => experiment.Dataset)],
        };

        var partial = Path.Combine(data.Results, "." + result.Id);
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        for (var i = 0; i < experiments.Count; i++)
            await experiments[i].SaveAsync(Path.Combine(partial, QueriesFile(i)), cancellationToken);
        await using (var stream = File.Create(Path.Combine(partial, ReportFile)))
            await JsonSerializer.SerializeAsync(stream, result, EvaluationJson.Options, cancellationToken);
        Directory.Move(partial, FolderOf(result.Id));
        return result;
    }

    /// <summary>Every saved result, newest first; damaged ones are named and do not hide the others.</summary>
    public async Task<ResultList> ListAsync(CancellationToken cancellationToken)
    {
        var results = new List<SavedResult>();
        var damaged = new List<DamagedResult>();
        var ids = Directory.Exists(data.Results)
            ? Directory.EnumerateDirectories(data.Results).Select(folder => Path.GetFileName(folder)).Where(name => IdPattern().IsMatch(name))
            : [];
        foreach (var id in ids.OrderDescending(StringComparer.Ordinal))
        {
            try
            {
                results.Add(await ReadAsync(id, cancellationToken));
            }
            catch (InvalidDataException error)
            {
                damaged.Add(new DamagedResult(id, error.Message));
            }
        }
        return new ResultList([.. results.OrderByDescending(result => result.SavedAt)], damaged);
    }

    /// <summary>One result; null when there is none of that name.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message names the file.</exception>
    public async Task<SavedResult?> LoadAsync(string id, CancellationToken cancellationToken) =>
        IdPattern().IsMatch(id) && Directory.Exists(FolderOf(id)) ? await ReadAsync(id, cancellationToken) : null;

    /// <summary>The values per query on one data set; null when they were not saved.</summary>
    /// <exception cref="InvalidDataException">The file is missing or damaged; the message names it.</exception>
    public async Task<ExperimentResult?> LoadQueriesAsync(SavedResult result, string dataset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        var index = result.PerQuery.ToList().IndexOf(dataset);
        if (index < 0)
            return null;
        var path = Path.Combine(FolderOf(result.Id), QueriesFile(index));
        try
        {
            var experiment = await ExperimentResult.LoadAsync(path, cancellationToken);
            var complete = experiment.Systems.All(system => experiment.Metrics.All(
                metric => system.Values.TryGetValue(metric, out var values) && values.Count == experiment.Queries.Count));
            return complete ? experiment : throw new InvalidDataException($"{Path.GetFileName(path)}: a system lacks values for some queries.");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Damaged(path, error);
        }
    }

    private async Task<SavedResult> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var path = Path.Combine(FolderOf(id), ReportFile);
        try
        {
            await using var stream = File.OpenRead(path);
            var result = await JsonSerializer.DeserializeAsync<SavedResult>(stream, EvaluationJson.Options, cancellationToken);
            return result is { Report: { Command: not null, Rows: { } rows }, PerQuery: not null }
                && rows.All(row => row is { Dataset: not null, System: not null, Metrics: not null })
                ? result with { Id = id }
                : throw new InvalidDataException($"{ReportFile} holds no saved evaluation.");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Damaged(path, error);
        }
    }

    private static InvalidDataException Damaged(string path, Exception error)
    {
        var file = Path.GetFileName(path);
        return new InvalidDataException(error is FileNotFoundException ? $"{file} is missing." : $"{file}: {error.Message}", error);
    }

    private string FreeId(DateTimeOffset now, string command)
    {
        var words = NotInName().Replace(command.ToLowerInvariant(), "-").Trim('-');
        var name = string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd-HHmmss}-{words[..Math.Min(words.Length, LongestName)].Trim('-')}");
        var id = name;
        for (var number = 2; Directory.Exists(FolderOf(id)); number++)
            id = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        return id;
    }

    private static string QueriesFile(int index) => string.Create(CultureInfo.InvariantCulture, $"queries-{index + 1}.json");

    private string FolderOf(string id) => Path.Combine(data.Results, id);

    [GeneratedRegex(@"^\d{8}-\d{6}-[a-z0-9-]+\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInName();
}
