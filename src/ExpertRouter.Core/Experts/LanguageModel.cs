using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Experts;

/// <summary>What the language-model aggregators need of a result: p(t|d) and p(t), with a floor for unseen terms.</summary>
internal sealed class LanguageModel
{
    private const double SmallestProbability = 1e-9;

    public LanguageModel(Retrieved retrieved, string aggregator)
    {
        Terms = retrieved.Terms;
        if (retrieved.Hits.Count > 0 && (Terms.Count == 0 || retrieved.Hits.Any(hit => hit.TermFrequencies.Count != Terms.Count)))
        {
            throw new ArgumentException(
                $"Aggregator '{aggregator}' needs term frequencies, which this retriever does not give; use it after bm25.", nameof(retrieved));
        }
        MeanLength = retrieved.Hits.Count == 0 ? 0 : retrieved.Hits.Average(hit => (double)hit.Length);
    }

    public IReadOnlyList<QueryTerm> Terms { get; }

    public double MeanLength { get; }

    public static double InDocument(Hit hit, int term) =>
        hit.Length > 0 ? (double)hit.TermFrequencies[term] / hit.Length : 0;

    public double InCollection(int term) => Math.Max(SmallestProbability, Terms[term].CollectionProbability);
}
