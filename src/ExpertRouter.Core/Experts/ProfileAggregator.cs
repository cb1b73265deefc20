using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Experts;

/// <summary>
/// Whole profile as one document ("panoptic"; Craswell et al., 2001): score = Σ_t n(t,q) · ln(1 + tf(t, e)) · (−ln p(t)), with
/// tf(t, e) = Σ_d a(d, e) tf(t, d) over the retrieved documents. A term's part is divided among documents in proportion to
/// a(d, e) tf(t, d).
/// </summary>
public sealed class ProfileAggregator : IExpertAggregator
{
    /// <inheritdoc/>
    public string Name => "profile";

    /// <inheritdoc/>
    public IReadOnlyList<ExpertScore> Aggregate(Retrieved retrieved, AggregationOptions options, DateTimeOffset now)
    {
        var model = new LanguageModel(retrieved, Name);
        return ExpertRanking.Rank(retrieved, options, now, (_, associations, shares) => Share(model, associations, shares));
    }

    private static void Share(LanguageModel model, List<Association> associations, double[] shares)
    {
        for (var term = 0; term < model.Terms.Count; term++)
        {
            var frequency = 0.0;
            foreach (var association in associations)
                frequency += association.Weight * association.Hit.TermFrequencies[term];
            if (frequency <= 0)
                continue;
            var part = model.Terms[term].QueryFrequency * Math.Log(1 + frequency) * -Math.Log(model.InCollection(term));
            for (var i = 0; i < shares.Length; i++)
                shares[i] += part * associations[i].Weight * associations[i].Hit.TermFrequencies[term] / frequency;
        }
    }
}
