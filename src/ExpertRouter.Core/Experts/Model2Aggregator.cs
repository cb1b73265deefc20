using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Experts;

/// <summary>
/// Balog's Model 2 (Balog, Azzopardi, de Rijke, SIGIR 2006): p(q|e) = Σ_d a(d, e) Π_t [(1−λ) p(t|d) + λ p(t)]^n(t,q), with
/// λ = β / (β + |d|) and β the mean length of the retrieved documents, or a fixed λ. The score is divided by the largest product of
/// the result, a common factor, because the products themselves are too small to read.
/// </summary>
public sealed class Model2Aggregator(double? lambda = null) : IExpertAggregator
{
    /// <inheritdoc/>
    public string Name => "model2";

    /// <inheritdoc/>
    public IReadOnlyList<ExpertScore> Aggregate(Retrieved retrieved, AggregationOptions options, DateTimeOffset now)
    {
        var model = new LanguageModel(retrieved, Name);
        var logs = retrieved.Hits.Select(hit => LogLikelihood(model, hit)).ToArray();
        var best = logs.Length == 0 ? 0 : logs.Max();
        return ExpertRanking.Rank(retrieved, options, now, (_, associations, shares) =>
        {
            for (var i = 0; i < shares.Length; i++)
                shares[i] = associations[i].Weight * Math.Exp(logs[associations[i].HitIndex] - best);
        });
    }

    private double LogLikelihood(LanguageModel model, Hit hit)
    {
        var smoothing = lambda ?? (model.MeanLength > 0 ? model.MeanLength / (model.MeanLength + hit.Length) : 1);
        var sum = 0.0;
        for (var term = 0; term < model.Terms.Count; term++)
        {
            var probability = (1 - smoothing) * LanguageModel.InDocument(hit, term) + smoothing * model.InCollection(term);
            sum += model.Terms[term].QueryFrequency * Math.Log(probability);
        }
        return sum;
    }
}
