using ExpertRouter.Core.Ranking;

namespace ExpertRouter.Learning.Assignment;

/// <summary>A ticket with its features as of the moment when it was filed. Immutable.</summary>
/// <param name="Number">How many were filed before it.</param>
/// <param name="Case">The ticket.</param>
/// <param name="Features">One row per expert.</param>
public sealed record FiledCase(int Number, AssignmentCase Case, RankingGroup Features);
