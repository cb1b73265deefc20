using System.Text.Json.Serialization;
using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.App.Evaluating;

/// <summary>An evaluation as it was saved.</summary>
public sealed record SavedResult
{
    /// <summary>Name of its folder, which starts with the time stamp; not part of the file.</summary>
    [JsonIgnore]
    public string Id { get; init; } = "";

    /// <summary>When it was saved, UTC.</summary>
    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>What the command printed.</summary>
    public required EvaluationReport Report { get; init; }

    /// <summary>Data sets whose values per query were saved too; position i is kept in <c>queries-(i+1).json</c>.</summary>
    public required IReadOnlyList<string> PerQuery { get; init; }
}
