using System.Text.Json.Serialization;

namespace ExpertRouter.Evaluation.Experiments;

/// <summary>One system on one dataset.</summary>
public sealed record EvaluationRow
{
    /// <summary>The dataset's short name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The system.</summary>
    public required string System { get; init; }

    /// <summary>Number of queries (or items) behind the means.</summary>
    public required int Queries { get; init; }

    /// <summary>Metric name, as trec_eval users write it, to value.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>True for systems that make up the product's default, else absent.</summary>
    public bool? Default { get; init; }

    /// <summary>Metric to confidence interval of the mean, where computed.</summary>
    public IReadOnlyDictionary<string, Interval>? Intervals { get; init; }

    /// <summary>The system that p-values compare with.</summary>
    public string? Baseline { get; init; }

    /// <summary>Metric to two-sided p against the baseline, corrected for the number of systems.</summary>
    public IReadOnlyDictionary<string, double>? PValues { get; init; }

    /// <summary>Metric to the mean difference from <see cref="Baseline"/>, with its interval.</summary>
    public IReadOnlyDictionary<string, PairedDifference>? Differences { get; init; }

    /// <summary>Cautions, such as why a p-value is missing.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>
    /// The experiment behind the row, with its values per query, for whoever archives them; no part of the JSON, so null on
    /// rows that were read back.
    /// </summary>
    [JsonIgnore]
    public ExperimentResult? Experiment { get; init; }
}
