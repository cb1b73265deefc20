using ExpertRouter.Core.Routing;

namespace ExpertRouter.App.Routing.Deciding;

/// <summary>What a scorer says of a ticket. Immutable.</summary>
/// <param name="Experts">By descending score, then ascending id.</param>
/// <param name="ModelVersion">What gave scores and probabilities, stable.</param>
/// <param name="Path">How it came about, one step a line, for people; may be empty.</param>
public sealed record ScoredExperts(IReadOnlyList<ScoredExpert> Experts, string ModelVersion, IReadOnlyList<string> Path)
{
    /// <summary>Whether the probabilities are fitted to outcomes; otherwise they only say who stands out.</summary>
    public bool IsCalibrated { get; init; }

    /// <summary>What several rankers said, to be kept with the decision; null where nothing is learned from it.</summary>
    public RoutingAdvice? Advice { get; init; }
}
