using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Experts;

/// <summary>CombSUM: score = Σ a(d, e) · s(d) (Fox and Shaw, TREC-2; as voting, Macdonald and Ounis, CIKM 2006).</summary>
public sealed class CombSumAggregator : IExpertAggregator
{
    /// <inheritdoc/>
    public string Name => "combsum";

    /// <inheritdoc/>
    public IReadOnlyList<ExpertScore> Aggregate(Retrieved retrieved, AggregationOptions options, DateTimeOffset now) =>
        ExpertRanking.Rank(retrieved, options, now, static (_, associations, shares) =>
        {
            for (var i = 0; i < shares.Length; i++)
                shares[i] = associations[i].Weight * associations[i].Hit.Score;
        });
}
