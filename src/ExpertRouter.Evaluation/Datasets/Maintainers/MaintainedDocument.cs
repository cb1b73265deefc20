using System.Text.Json.Serialization;

namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>A row of <c>documents.jsonl</c>: a text and who is responsible for what it describes.</summary>
public sealed record MaintainedDocument
{
    /// <summary>Name, unique in the set; only its stem is used, to hold out relatives together.</summary>
    [JsonRequired]
    public string Id { get; init; } = "";

    /// <summary>Short description.</summary>
    public string Title { get; init; } = "";

    /// <summary>Long description.</summary>
    public string Body { get; init; } = "";

    /// <summary>Subject class; empty where unknown.</summary>
    public string Section { get; init; } = "";

    /// <summary>Who maintains it.</summary>
    [JsonRequired]
    public IReadOnlyList<string> Experts { get; init; } = [];
}
