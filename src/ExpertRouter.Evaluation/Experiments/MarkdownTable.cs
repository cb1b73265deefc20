using System.Globalization;
using System.Text;

namespace ExpertRouter.Evaluation.Experiments;

/// <summary>Lays a report out as Markdown tables that also read well in a terminal. Stateless and thread-safe.</summary>
public static class MarkdownTable
{
    /// <summary>
    /// One table per dataset: a line per system and bound, a column per metric, values with three decimals (columns of
    /// counts with none), the default system marked with an asterisk, p-values below .05 and .01 with † and ‡. Notes
    /// follow the table, each once.
    /// </summary>
    public static string Of(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        foreach (var dataset in report.Rows.Concat(report.Bounds ?? []).GroupBy(row => row.Dataset))
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            var metrics = dataset.SelectMany(row => row.Metrics.Keys).Distinct().ToArray();
            var formats = metrics.ToDictionary(metric => metric, metric => FormatOf(dataset, metric), StringComparer.Ordinal);
            var lines = new List<string[]> { new[] { dataset.Key, "n" }.Concat(metrics).ToArray() };
            lines.AddRange(dataset.Select(row => Line(row, formats)));
            Append(text, lines);
            foreach (var note in dataset.SelectMany(row => (row.Notes ?? []).Select(note => (row.System, note))).GroupBy(pair => pair.note))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{string.Join(", ", note.Select(pair => pair.System))}: {note.Key}\n");
            }
        }

        return text.ToString();
    }

    private static string FormatOf(IEnumerable<EvaluationRow> rows, string metric)
    {
        var values = rows.Where(row => row.Metrics.ContainsKey(metric)).Select(row => row.Metrics[metric]).ToArray();
        return values.All(double.IsInteger) && values.Any(value => value > 1) ? "0" : "0.000";
    }

    private static string[] Line(EvaluationRow row, Dictionary<string, string> formats) =>
    [
        row.Default == true ? row.System + " *" : row.System,
        row.Queries.ToString(CultureInfo.InvariantCulture),
        .. formats.Select(column => row.Metrics.TryGetValue(column.Key, out var value)
            ? value.ToString(column.Value, CultureInfo.InvariantCulture) + Mark(row, column.Key)
            : ""),
    ];

    private static string Mark(EvaluationRow row, string metric) =>
        row.PValues is not null && row.PValues.TryGetValue(metric, out var p)
            ? p switch { < 0.01 => "‡", < 0.05 => "†", _ => "" }
            : "";

    private static void Append(StringBuilder text, List<string[]> lines)
    {
        var widths = Enumerable.Range(0, lines[0].Length).Select(c => Math.Max(3, lines.Max(line => line[c].Length))).ToArray();
        for (var i = 0; i < lines.Count; i++)
        {
            text.Append("| ")
                .AppendJoin(" | ", lines[i].Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c])))
                .Append(" |\n");
            if (i == 0)
            {
                text.Append("| ")
                    .AppendJoin(" | ", widths.Select((width, c) => c == 0 ? new string('-', width) : new string('-', width - 1) + ":"))
                    .Append(" |\n");
            }
        }
    }
}
