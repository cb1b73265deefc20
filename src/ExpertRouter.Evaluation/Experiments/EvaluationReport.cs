using System.Text.Json;

namespace ExpertRouter.Evaluation.Experiments;

/// <summary>
/// What every <c>evaluate …</c> and <c>annotate …</c> command prints with <c>--json</c>:
/// <c>{"command","rows":[{"dataset","system","queries","metrics":{…}}]}</c>; other fields may follow, none is renamed.
/// </summary>
/// <param name="Command">The command that made it, such as <c>evaluate score</c>.</param>
/// <param name="Rows">One row per dataset and system.</param>
public sealed record EvaluationReport(string Command, IReadOnlyList<EvaluationRow> Rows)
{
    /// <summary>Floors and ceilings such as <c>random</c> and <c>oracle</c>: no systems, hence no rows; absent when not computed.</summary>
    public IReadOnlyList<EvaluationRow>? Bounds { get; init; }

    /// <summary>The report as indented JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Options);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no report.</exception>
    public static EvaluationReport FromJson(string json) =>
        JsonSerializer.Deserialize<EvaluationReport>(json, EvaluationJson.Options)
        ?? throw new JsonException("The text holds no evaluation report.");
}
