using ExpertRouter.Core.Experts;

namespace ExpertRouter.App.Finding;

/// <summary>A learned ranking. Immutable.</summary>
/// <param name="Scores">Experts, best first.</param>
/// <param name="Contributions">Why each stands where it stands.</param>
public sealed record LearnedScores(IReadOnlyList<ExpertScore> Scores, FeatureContributions Contributions);
