using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Experts;

/// <summary>
/// Balog's Model 1 (Balog, Azzopardi, de Rijke, SIGIR 2006): p(q|e) = Π_t [(1−λ) p(t|e) + λ p(t)]^n(t,q) with
/// p(t|e) = Σ_d p(t|d) a(d, e) / documents(e)^α. The score is ln p(q|e) − ln Π_t [λ p(t)]^n(t,q), the same order with zero for an
/// expert without any term. A term's part is divided among documents in proportion to p(t|d) a(d, e).
/// </summary>
public sealed class Model1Aggregator(double lambda = Model1Aggregator.DefaultLambda) : IExpertAggregator
{
    /// <summary>Smoothing used when none is given.</summary>
    public const double DefaultLambda = 0.5;

    /// <inheritdoc/>
    public string Name => "model1";

    /// <inheritdoc/>
    public IReadOnlyList<ExpertScore> Aggregate(Retrieved retrieved, AggregationOptions options, DateTimeOffset now)
    {
        var model = new LanguageModel(retrieved, Name);
        var unnormalised = options with { ProfileLengthExponent = 0 };
        return ExpertRanking.Rank(retrieved, unnormalised, now, (expert, associations, shares) =>
            Share(model, associations, shares, ExpertRanking.ProfileNorm(expert, options)));
    }

    private void Share(LanguageModel model, List<Association> associations, double[] shares, double divisor)
    {
        for (var term = 0; term < model.Terms.Count; term++)
        {
            var mass = 0.0;
            foreach (var association in associations)
                mass += LanguageModel.InDocument(association.Hit, term) * association.Weight;
            if (mass <= 0)
                continue;
            var odds = (1 - lambda) * (mass / divisor) / (lambda * model.InCollection(term));
            var part = model.Terms[term].QueryFrequency * Math.Log(1 + odds);
            for (var i = 0; i < shares.Length; i++)
                shares[i] += part * LanguageModel.InDocument(associations[i].Hit, term) * associations[i].Weight / mass;
        }
    }
}
