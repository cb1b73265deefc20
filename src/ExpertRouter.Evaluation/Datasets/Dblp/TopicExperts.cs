using System.Text.Json.Serialization;

namespace ExpertRouter.Evaluation.Datasets.Dblp;

/// <summary>The file <c>experts.json</c>: who is ranked and who is an expert of what.</summary>
public sealed record TopicExperts
{
    /// <summary>Number of people who wrote documents.</summary>
    [JsonRequired]
    public int Candidates { get; init; }

    /// <summary>The people who are ranked.</summary>
    [JsonRequired]
    [JsonPropertyName("evaluated_candidates")]
    public IReadOnlyList<int> EvaluatedCandidates { get; init; } = [];

    /// <summary>Topic to its experts.</summary>
    [JsonRequired]
    [JsonPropertyName("experts_by_topic")]
    public IReadOnlyDictionary<string, IReadOnlyList<int>> ExpertsByTopic { get; init; } =
        new Dictionary<string, IReadOnlyList<int>>();
}
