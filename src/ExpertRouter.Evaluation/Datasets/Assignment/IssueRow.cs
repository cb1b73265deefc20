using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExpertRouter.Evaluation.Datasets.Assignment;

/// <summary>A row of an issue file in either layout: JIRA export (key, created) or spreadsheet (n, created_excel).</summary>
internal sealed record IssueRow
{
    public string? Key { get; init; }

    public int? N { get; init; }

    public string? Summary { get; init; }

    public string? Description { get; init; }

    public string? Component { get; init; }

    public string? Created { get; init; }

    [JsonPropertyName("created_excel")]
    public JsonElement? CreatedExcel { get; init; }

    public string? Resolved { get; init; }

    public string? Assignee { get; init; }

    public string? Reporter { get; init; }
}
