using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.App.Evaluating;

/// <summary>The one number that stands for a report in a list: the product's default on the data set with most queries.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="System">The default system, or the best one where the report has no default.</param>
/// <param name="IsDefault">Whether the system is the product's default.</param>
/// <param name="Metric">The main metric.</param>
/// <param name="Value">Its value.</param>
/// <param name="Interval">Its interval, where computed.</param>
public sealed record ResultHeadline(string Dataset, string System, bool IsDefault, string Metric, double Value, Interval? Interval)
{
    private static readonly string[] Preferred = ["acc@1", "loss", "nDCG@10", "AP", "MRR"];

    /// <summary>The headline; null when no row has a value of quality, as when a report only counts.</summary>
    public static ResultHeadline? Of(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var row = report.Rows
            .Where(row => MainMetric(row) is not null)
            .GroupBy(row => row.Dataset, StringComparer.Ordinal)
            .OrderByDescending(rows => rows.Any(row => row.Default == true))
            .ThenByDescending(rows => rows.Max(row => row.Queries))
            .FirstOrDefault()
            ?.OrderByDescending(row => row.Default == true)
            .ThenByDescending(row => Gain(MainMetric(row)!, row.Metrics[MainMetric(row)!]))
            .First();
        if (row is null)
            return null;
        var metric = MainMetric(row)!;
        return new ResultHeadline(
            row.Dataset, row.System, row.Default == true, metric, row.Metrics[metric], row.Intervals?.GetValueOrDefault(metric));
    }

    /// <summary>
    /// The metric to look at first: of <c>acc@1 loss nDCG@10 AP MRR</c> the first that the row has, which is the measure
    /// of the data set's protocol; else its first metric; null when the row only counts things.
    /// </summary>
    public static string? MainMetric(EvaluationRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Preferred.FirstOrDefault(row.Metrics.ContainsKey)
            ?? row.Metrics.Where(metric => metric.Value is >= 0 and <= 1 && !double.IsInteger(metric.Value)).Select(metric => metric.Key).FirstOrDefault();
    }

    /// <summary>Whether a lower value of the metric is better.</summary>
    public static bool LowerIsBetter(string metric) => metric == "loss";

    /// <summary>The value with its sign turned so that more is always better.</summary>
    public static double Gain(string metric, double value) => LowerIsBetter(metric) ? -value : value;
}
