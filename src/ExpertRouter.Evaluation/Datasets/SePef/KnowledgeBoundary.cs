using System.Text.Json.Serialization;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>Up to when answers are looked at to decide who is an expert.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<KnowledgeBoundary>))]
public enum KnowledgeBoundary
{
    /// <summary>Before the train boundary: validation and test queries see nothing of their future.</summary>
    TrainEnd,

    /// <summary>Before the test boundary, as in the authors' code: validation queries then know experts of their future.</summary>
    ValidationEnd,
}
