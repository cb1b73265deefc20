using System.Text.Json.Serialization;

namespace ExpertRouter.Evaluation.Datasets.Reviewers;

/// <summary>A paper by its text.</summary>
public sealed record Paper
{
    /// <summary>Id, unique within its file.</summary>
    [JsonRequired]
    public string Id { get; init; } = "";

    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Abstract; may be missing.</summary>
    public string? Abstract { get; init; }

    /// <summary>Title and abstract.</summary>
    [JsonIgnore]
    public string Text => $"{Title}. {Abstract}";
}
