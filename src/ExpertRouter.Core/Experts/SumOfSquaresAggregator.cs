using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Experts;

/// <summary>
/// CombSUM over squared scores: score = Σ a(d, e) · s(d)² / s_max, in the unit of the scores. Many documents that fit a little no
/// longer outweigh one that fits well, which is what plain CombSUM gets wrong when people have many near-identical documents.
/// </summary>
public sealed class SumOfSquaresAggregator : IExpertAggregator
{
    /// <inheritdoc/>
    public string Name => "sumsquares";

    /// <inheritdoc/>
    public IReadOnlyList<ExpertScore> Aggregate(Retrieved retrieved, AggregationOptions options, DateTimeOffset now)
    {
        var best = retrieved.Hits.Count == 0 ? 0 : retrieved.Hits.Max(hit => hit.Score);
        return ExpertRanking.Rank(retrieved, options, now, (_, associations, shares) =>
        {
            for (var i = 0; i < shares.Length; i++)
                shares[i] = best > 0 ? associations[i].Weight * associations[i].Hit.Score * associations[i].Hit.Score / best : 0;
        });
    }
}
