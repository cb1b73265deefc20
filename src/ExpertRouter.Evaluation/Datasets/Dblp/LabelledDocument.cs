using System.Text.Json.Serialization;

namespace ExpertRouter.Evaluation.Datasets.Dblp;

/// <summary>A row of <c>documents.jsonl</c>.</summary>
public sealed record LabelledDocument
{
    /// <summary>Document number.</summary>
    [JsonRequired]
    public int Doc { get; init; }

    /// <summary>Title and abstract.</summary>
    public string Text { get; init; } = "";

    /// <summary>Candidate numbers of its authors.</summary>
    public IReadOnlyList<int> Authors { get; init; } = [];

    /// <summary>Documents it cites.</summary>
    public IReadOnlyList<int> Cites { get; init; } = [];

    /// <summary>Topics; a document with topics is a query.</summary>
    [JsonPropertyName("query_labels")]
    public IReadOnlyList<string> QueryLabels { get; init; } = [];
}
