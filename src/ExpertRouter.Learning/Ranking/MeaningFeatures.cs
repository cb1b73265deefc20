using ExpertRouter.Core.Model;
using ExpertRouter.Core.Ranking;
using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Learning.Ranking;

/// <summary>
/// What an encoder says of each candidate, beside <see cref="HitFeatures"/>: cosine of the nearest document, sum over documents of e^(cos / τ)
/// with τ = .05 (a soft count of the nearest), and cosine with the mean of all the expert's vectors. Stateless and thread-safe.
/// </summary>
public static class MeaningFeatures
{
    private const double Temperature = .05;

    /// <summary>Adds the columns.</summary>
    /// <param name="table">One row per expert.</param>
    /// <param name="experts">The experts of the rows.</param>
    /// <param name="hits">Retrieved documents with their cosines.</param>
    /// <param name="facts">What else is known of an expert.</param>
    public static void Add(FeatureTable table, IReadOnlyList<long> experts, IReadOnlyList<Hit> hits, Func<long, ExpertFacts> facts)
    {
        var rows = experts.Index().ToDictionary(expert => expert.Item, expert => expert.Index);
        var best = new double[experts.Count];
        var near = new double[experts.Count];
        foreach (var hit in hits.Where(hit => hit.Cosine is not null))
        {
            foreach (var author in hit.Authors.Where(author => author.Role != AuthorshipRole.Asker))
            {
                var row = rows[author.ExpertId];
                best[row] = Math.Max(best[row], hit.Cosine!.Value);
                near[row] += author.Weight * Math.Exp(hit.Cosine.Value / Temperature);
            }
        }
        table.Add("best cosine", best);
        table.AddLogShare("near documents", near, .01);
        table.Add("cosine of all their texts", [.. experts.Select(expert => facts(expert).ProfileCosine)]);
    }
}
