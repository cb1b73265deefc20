using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Experts;

/// <summary>CombMNZ: score = n · Σ a(d, e) · s(d), n the expert's retrieved documents (Fox and Shaw, TREC-2).</summary>
public sealed class CombMnzAggregator : IExpertAggregator
{
    /// <inheritdoc/>
    public string Name => "combmnz";

    /// <inheritdoc/>
    public IReadOnlyList<ExpertScore> Aggregate(Retrieved retrieved, AggregationOptions options, DateTimeOffset now) =>
        ExpertRanking.Rank(retrieved, options, now, static (_, associations, shares) =>
        {
            for (var i = 0; i < shares.Length; i++)
                shares[i] = shares.Length * associations[i].Weight * associations[i].Hit.Score;
        });
}
