using ExpertRouter.Learning.Ranking;

namespace ExpertRouter.App.Training;

/// <summary>Past searches as they would have gone. Immutable.</summary>
/// <param name="Outcomes">How many outcomes were replayed.</param>
/// <param name="Queries">Those among whose candidates is somebody right, oldest first.</param>
public sealed record ReplayedPast(int Outcomes, IReadOnlyList<PastQuery> Queries);
