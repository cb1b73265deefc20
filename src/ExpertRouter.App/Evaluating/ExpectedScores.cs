using System.Globalization;
using System.Text.Json;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.App.Evaluating;

/// <summary>Compares reports with the scores on record, so that a change of ranking never goes unnoticed.</summary>
public static class ExpectedScores
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>One sentence per score that differs or is missing; empty when all are as expected.</summary>
    /// <exception cref="InvalidDataException">The file is no list of expected scores.</exception>
    public static async Task<IReadOnlyList<string>> CheckAsync(
        string path, IEnumerable<EvaluationReport> reports, CancellationToken cancellationToken)
    {
        var rows = reports.SelectMany(report => report.Rows.Select(row => (report.Command, Row: row)))
            .ToLookup(entry => entry.Command, entry => entry.Row, StringComparer.Ordinal);
        return [.. (await LoadAsync(path, cancellationToken)).Select(expected => Difference(expected, rows[expected.Command])).OfType<string>()];
    }

    private static async Task<IReadOnlyList<ExpectedScore>> LoadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        try
        {
            return await JsonSerializer.DeserializeAsync<IReadOnlyList<ExpectedScore>>(stream, Json, cancellationToken)
                ?? throw new InvalidDataException($"{path}: holds no expected scores");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}: is no list of expected scores: {error.Message}", error);
        }
    }

    private static string? Difference(ExpectedScore expected, IEnumerable<EvaluationRow> rows)
    {
        var name = $"{expected.Command}: {expected.Dataset}, {expected.System}, {expected.Metric}";
        var row = rows.FirstOrDefault(row => row.Dataset == expected.Dataset && row.System == expected.System);
        if (row is null || !row.Metrics.TryGetValue(expected.Metric, out var value))
            return $"{name}: expected {Say(expected.Value)}, not measured";
        return Math.Abs(value - expected.Value) <= expected.Tolerance
            ? null
            : $"{name}: expected {Say(expected.Value)} ± {Say(expected.Tolerance)}, measured {Say(value)}";
    }

    private static string Say(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
