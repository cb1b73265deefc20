using ExpertRouter.Core.Ranking;

namespace ExpertRouter.Learning.Ranking;

/// <summary>A past query with the features as they were then and who turned out to be right.</summary>
/// <param name="Id">Query or ticket.</param>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="Group">Candidates, features, right candidates.</param>
public sealed record PastQuery(string Id, DateTimeOffset At, RankingGroup Group);
