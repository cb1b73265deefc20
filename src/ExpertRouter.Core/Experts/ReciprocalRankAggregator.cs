using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Experts;

/// <summary>Reciprocal rank: score = Σ a(d, e) / rank(d) (Macdonald and Ounis, CIKM 2006).</summary>
public sealed class ReciprocalRankAggregator : IExpertAggregator
{
    /// <inheritdoc/>
    public string Name => "rr";

    /// <inheritdoc/>
    public IReadOnlyList<ExpertScore> Aggregate(Retrieved retrieved, AggregationOptions options, DateTimeOffset now) =>
        ExpertRanking.Rank(retrieved, options, now, static (_, associations, shares) =>
        {
            for (var i = 0; i < shares.Length; i++)
                shares[i] = associations[i].Weight / associations[i].Hit.Rank;
        });
}
