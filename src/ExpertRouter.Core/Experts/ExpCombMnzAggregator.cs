using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Experts;

/// <summary>
/// expCombMNZ: score = n · Σ a(d, e) · exp(s(d) − s_max), n the expert's retrieved documents (Macdonald and Ounis, CIKM 2006).
/// Subtracting the best score of the result divides every score by the same number and keeps exp from overflowing.
/// </summary>
public sealed class ExpCombMnzAggregator : IExpertAggregator
{
    /// <inheritdoc/>
    public string Name => "expcombmnz";

    /// <inheritdoc/>
    public IReadOnlyList<ExpertScore> Aggregate(Retrieved retrieved, AggregationOptions options, DateTimeOffset now)
    {
        var best = retrieved.Hits.Count == 0 ? 0 : retrieved.Hits.Max(hit => hit.Score);
        return ExpertRanking.Rank(retrieved, options, now, (_, associations, shares) =>
        {
            for (var i = 0; i < shares.Length; i++)
                shares[i] = shares.Length * associations[i].Weight * Math.Exp(associations[i].Hit.Score - best);
        });
    }
}
