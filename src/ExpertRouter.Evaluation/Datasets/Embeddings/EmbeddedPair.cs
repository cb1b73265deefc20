using System.Text.Json.Serialization;

namespace ExpertRouter.Evaluation.Datasets.Embeddings;

/// <summary>Two texts that belong together.</summary>
public sealed record EmbeddedPair
{
    /// <summary>Where the pair comes from; empty where nothing is said.</summary>
    public string Source { get; init; } = "";

    /// <summary>What is searched with.</summary>
    [JsonRequired]
    public string Anchor { get; init; } = "";

    /// <summary>What is to be found.</summary>
    [JsonRequired]
    public string Positive { get; init; } = "";
}
