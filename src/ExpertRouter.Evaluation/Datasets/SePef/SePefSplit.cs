using System.Text.Json.Serialization;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>What a query is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SePefSplit>))]
public enum SePefSplit
{
    /// <summary>Fit models on it.</summary>
    [JsonStringEnumMemberName("train")]
    Train,

    /// <summary>Choose weights on it.</summary>
    [JsonStringEnumMemberName("valid")]
    Valid,

    /// <summary>Report on it.</summary>
    [JsonStringEnumMemberName("test")]
    Test,
}
