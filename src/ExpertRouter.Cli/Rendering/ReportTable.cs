using System.Globalization;
using ExpertRouter.Evaluation.Experiments;
using Spectre.Console;

namespace ExpertRouter.Cli.Rendering;

/// <summary>An evaluation report for people: one table per dataset, the default system marked, cautions below.</summary>
internal static class ReportTable
{
    /// <summary>More metrics than this are listed downwards, so that a table fits a terminal.</summary>
    private const int MetricsAcross = 8;

    private const double Significance = 0.05;

    public static void Write(EvaluationReport report)
    {
        foreach (var dataset in report.Rows.GroupBy(row => row.Dataset))
        {
            var rows = dataset.ToList();
            var metrics = rows.SelectMany(row => row.Metrics.Keys).Distinct().ToList();
            AnsiConsole.WriteLine($"{dataset.Key}, {rows.Max(row => row.Queries).ToString(CultureInfo.InvariantCulture)} queries");
            AnsiConsole.Write(metrics.Count > MetricsAcross ? MetricsDown(rows, metrics) : SystemsDown(rows, metrics));
            if (rows.Any(row => row.Default == true))
                AnsiConsole.WriteLine("* part of the product's default");
            foreach (var baseline in rows.Where(row => row.PValues?.Values.Any(p => p < Significance) == true).Select(row => row.Baseline).Distinct())
                AnsiConsole.WriteLine($"† differs from {baseline} at p < .05, corrected for the number of systems; --json has the p-values");
            foreach (var note in rows.SelectMany(row => row.Notes ?? []).Distinct())
                AnsiConsole.WriteLine(note);
        }
    }

    private static Table SystemsDown(List<EvaluationRow> rows, List<string> metrics)
    {
        var table = NewTable("system", metrics);
        foreach (var row in rows)
            table.AddRow([Name(row), .. metrics.Select(metric => Cell(row, metric))]);
        return table;
    }

    private static Table MetricsDown(List<EvaluationRow> rows, List<string> metrics)
    {
        var table = NewTable("metric", rows.Select(Name));
        foreach (var metric in metrics)
            table.AddRow([Markup.Escape(metric), .. rows.Select(row => Cell(row, metric))]);
        return table;
    }

    private static Table NewTable(string first, IEnumerable<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(first);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
        return table;
    }

    private static string Name(EvaluationRow row) => Markup.Escape(row.Default == true ? $"{row.System} *" : row.System);

    private static string Cell(EvaluationRow row, string metric)
    {
        if (!row.Metrics.TryGetValue(metric, out var value))
            return "";
        var text = value.ToString(value == Math.Floor(value) && value > 1 ? "0" : "0.0000", CultureInfo.InvariantCulture);
        return row.PValues is not null && row.PValues.TryGetValue(metric, out var p) && p < Significance ? $"{text}†" : text;
    }
}
