using System.Text.Json.Serialization;

namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>A row of <c>queries.jsonl</c>: a text that is not among the documents, and the right people.</summary>
public sealed record MaintainerQuery
{
    /// <summary>Name, unique in the set.</summary>
    [JsonRequired]
    public string Id { get; init; } = "";

    /// <summary>Title and body.</summary>
    [JsonRequired]
    public string Text { get; init; } = "";

    /// <summary>The relevant experts.</summary>
    [JsonRequired]
    public IReadOnlyList<string> Relevant { get; init; } = [];
}
