using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Experts;

/// <summary>Votes: score = Σ a(d, e), with unit associations the number of retrieved documents (Macdonald and Ounis, CIKM 2006).</summary>
public sealed class VotesAggregator : IExpertAggregator
{
    /// <inheritdoc/>
    public string Name => "votes";

    /// <inheritdoc/>
    public IReadOnlyList<ExpertScore> Aggregate(Retrieved retrieved, AggregationOptions options, DateTimeOffset now) =>
        ExpertRanking.Rank(retrieved, options, now, static (_, associations, shares) =>
        {
            for (var i = 0; i < shares.Length; i++)
                shares[i] = associations[i].Weight;
        });
}
