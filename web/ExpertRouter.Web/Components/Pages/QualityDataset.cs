using ExpertRouter.App.Evaluating;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Web.Components.Charts;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>One data set of a report, seen by one metric.</summary>
public sealed class QualityDataset
{
    /// <summary>Most queries shown one by one.</summary>
    public const int ShownQueries = 50;

    /// <summary>Looks at a data set.</summary>
    /// <param name="report">The report; holds at least one row of the data set.</param>
    /// <param name="dataset">The data set.</param>
    /// <param name="metric">The metric asked for; null or unknown takes the main one.</param>
    public QualityDataset(EvaluationReport report, string dataset, string? metric)
    {
        Name = dataset;
        Rows = [.. report.Rows.Where(row => row.Dataset == dataset)];
        Bounds = [.. (report.Bounds ?? []).Where(row => row.Dataset == dataset)];
        Metrics = [.. Rows.SelectMany(row => row.Metrics.Keys).Distinct()];
        var main = Rows.Select(ResultHeadline.MainMetric).FirstOrDefault(name => name is not null);
        Metric = main is not null && metric is not null && Metrics.Contains(metric) ? metric : main;
        if (Metric is null)
            return;
        Default = Measured().FirstOrDefault(row => row.Default == true);
        var ranked = Measured().Where(row => !IsSecondComparison(row))
            .OrderByDescending(row => ResultHeadline.Gain(Metric, row.Metrics[Metric])).ToList();
        First = Default ?? ranked.FirstOrDefault();
        Rival = ranked.FirstOrDefault(row => row != First);
    }

    /// <summary>The data set.</summary>
    public string Name { get; }

    /// <summary>Its rows in the report's order.</summary>
    public IReadOnlyList<EvaluationRow> Rows { get; }

    /// <summary>Floors and ceilings.</summary>
    public IReadOnlyList<EvaluationRow> Bounds { get; }

    /// <summary>All metrics in the report's order.</summary>
    public IReadOnlyList<string> Metrics { get; }

    /// <summary>The metric looked at; null when the data set only counts things.</summary>
    public string? Metric { get; }

    /// <summary>The product's default; null when the report has none.</summary>
    public EvaluationRow? Default { get; }

    /// <summary>The default, or the best system without one.</summary>
    public EvaluationRow? First { get; }

    /// <summary>The best of the others.</summary>
    public EvaluationRow? Rival { get; }

    /// <summary>Rows with a difference from their baseline in the metric.</summary>
    public IReadOnlyList<EvaluationRow> Compared =>
        Metric is null ? [] : [.. Rows.Where(row => row.Baseline is not null && (Difference(row) is not null || P(row) is not null))];

    /// <summary>Cautions, each once.</summary>
    public IReadOnlyList<string> Notes => [.. Rows.SelectMany(row => row.Notes ?? []).Distinct()];

    /// <summary>A word beside a system's name; null for most.</summary>
    public string? TagOf(EvaluationRow row) =>
        row.Default == true ? "in use" : row == Rival ? "best other" : null;

    /// <summary>Difference from the row's baseline in the metric.</summary>
    public PairedDifference? Difference(EvaluationRow row) => Metric is null ? null : row.Differences?.GetValueOrDefault(Metric);

    /// <summary>Corrected p in the metric.</summary>
    public double? P(EvaluationRow row) => Metric is not null && row.PValues is { } p && p.TryGetValue(Metric, out var value) ? value : null;

    /// <summary>Bars of all systems, best first.</summary>
    public IReadOnlyList<MetricBar> Bars() => Metric is null ? [] :
    [
        .. Measured().Where(row => !IsSecondComparison(row)).OrderByDescending(row => ResultHeadline.Gain(Metric, row.Metrics[Metric]))
            .Select(row => new MetricBar(
                row.System, row.Default == true ? "in use" : null, row.Metrics[Metric],
                row.Intervals?.GetValueOrDefault(Metric)?.Lower, row.Intervals?.GetValueOrDefault(Metric)?.Upper)),
    ];

    /// <summary>Every query under <see cref="First"/> and <see cref="Rival"/>, worst for the first system first; empty when one of them has no values.</summary>
    public IReadOnlyList<DifferenceValue> Queries(ExperimentResult experiment)
    {
        var first = experiment.Systems.FirstOrDefault(system => system.System == First?.System);
        var rival = experiment.Systems.FirstOrDefault(system => system.System == Rival?.System);
        if (Metric is null || first is null || rival is null || !first.Values.TryGetValue(Metric, out var values) || !rival.Values.TryGetValue(Metric, out var others))
            return [];
        return
        [
            .. experiment.Queries
                .Select((query, i) => new DifferenceValue(query, values[i], others[i], ResultHeadline.Gain(Metric, values[i] - others[i])))
                .OrderBy(value => value.Gain).ThenBy(value => value.Query, StringComparer.Ordinal),
        ];
    }

    private IEnumerable<EvaluationRow> Measured() => Rows.Where(row => Metric is not null && row.Metrics.ContainsKey(Metric));

    /// <summary>A second comparison of one system stands as a row of its own, named "system (against other)".</summary>
    private bool IsSecondComparison(EvaluationRow row) =>
        Rows.Any(other => row.System.StartsWith(other.System + " (against ", StringComparison.Ordinal));
}
