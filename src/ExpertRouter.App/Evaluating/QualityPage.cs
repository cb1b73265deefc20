using System.Globalization;
using System.Text;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.App.Evaluating;

/// <summary>
/// The measured tables inside a Markdown page: everything between the two markers is replaced, the prose around it stays.
/// </summary>
public static class QualityPage
{
    /// <summary>Line before the tables.</summary>
    public const string Begin = "<!-- measured: written by 'expertrouter evaluate quality', do not edit -->";

    /// <summary>Line after the tables.</summary>
    public const string End = "<!-- end of measured -->";

    /// <summary>Writes the tables into the page; a page that does not exist is made.</summary>
    /// <exception cref="InvalidDataException">The page has one marker without the other.</exception>
    public static async Task UpdateAsync(string path, IReadOnlyList<QualityEvaluation> evaluations, CancellationToken cancellationToken)
    {
        var page = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : $"# Quality\n\n{Begin}\n{End}\n";
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 && end < 0)
            (page, begin, end) = ($"{page.TrimEnd()}\n\n{Begin}\n{End}\n", page.TrimEnd().Length + 2, page.TrimEnd().Length + 2 + Begin.Length + 1);
        if (begin < 0 || end < begin)
            throw new InvalidDataException($"{path}: one of the markers '{Begin}' and '{End}' is missing or out of order.");
        await File.WriteAllTextAsync(path, page[..(begin + Begin.Length)] + "\n\n" + Tables(evaluations) + page[end..], cancellationToken);
    }

    private static string Tables(IReadOnlyList<QualityEvaluation> evaluations)
    {
        var text = new StringBuilder();
        foreach (var evaluation in evaluations)
        {
            text.Append("```\ndotnet run -c Release --project src/ExpertRouter.Cli -- ").Append(evaluation.CommandLine).Append("\n```\n\n")
                .Append(CultureInfo.InvariantCulture, $"({Math.Max(1, Math.Round(evaluation.Duration.TotalSeconds))} s)\n\n")
                .Append(MarkdownTable.Of(evaluation.Report)).Append(Intervals(evaluation.Report)).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Interval and p-value of every metric of the default systems, in words.</summary>
    private static string Intervals(EvaluationReport report)
    {
        var text = new StringBuilder();
        foreach (var row in report.Rows.Where(row => row.Default == true && row.Intervals is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{row.Dataset}, {row.System}: ");
            text.AppendJoin("; ", row.Intervals!.Select(interval =>
                string.Create(CultureInfo.InvariantCulture, $"{interval.Key} {row.Metrics[interval.Key]:0.000} [{interval.Value.Lower:0.000}, {interval.Value.Upper:0.000}]")
                + (row.PValues is not null && row.PValues.TryGetValue(interval.Key, out var p) ? string.Create(CultureInfo.InvariantCulture, $" p = {p:0.0000}") : "")));
            text.Append(row.Baseline is null ? ".\n" : $" (95 % intervals; p against {row.Baseline}, corrected for the number of systems).\n");
        }
        return text.ToString();
    }
}
