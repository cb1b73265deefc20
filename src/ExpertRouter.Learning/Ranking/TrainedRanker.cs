using ExpertRouter.Core.Ranking;

namespace ExpertRouter.Learning.Ranking;

/// <summary>The result of a training.</summary>
/// <param name="Ranker">Ready to score.</param>
/// <param name="Artifact">Ready to save.</param>
/// <param name="HeldOut">The later queries it never saw, for comparison with the model in force.</param>
public sealed record TrainedRanker(IRanker Ranker, RankerArtifact Artifact, IReadOnlyList<PastQuery> HeldOut);
