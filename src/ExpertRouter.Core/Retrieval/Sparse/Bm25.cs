namespace ExpertRouter.Core.Retrieval.Sparse;

/// <summary>
/// Okapi BM25 with the idf that is never negative: idf = ln(1 + (N − df + .5) / (df + .5)), weight
/// idf · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / mean length)). Robertson and Zaragoza, The probabilistic
/// relevance framework (2009).
/// </summary>
/// <param name="K1">Saturation of term frequency, at least 0.</param>
/// <param name="B">Share of length normalisation, 0 to 1.</param>
public sealed record Bm25(double K1 = 1.2, double B = .75)
{
    /// <summary>Inverse document frequency of a term.</summary>
    public static double InverseDocumentFrequency(int documents, int documentFrequency) =>
        Math.Log(1 + ((documents - documentFrequency + .5) / (documentFrequency + .5)));

    /// <summary>Weight of one term in one document; a query's score is the sum over its terms.</summary>
    public double Weight(double inverseDocumentFrequency, double frequency, double length, double averageLength) =>
        inverseDocumentFrequency * frequency * (K1 + 1) /
        (frequency + (K1 * (1 - B + (averageLength > 0 ? B * length / averageLength : 0))));

    /// <summary>The weighted form of a document; score = inner product with the query's counts.</summary>
    public TermVector Weigh(TermVector counts, TermStatistics statistics)
    {
        var length = counts.Sum();
        var weights = new float[counts.Values.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var idf = InverseDocumentFrequency(statistics.Documents, statistics.DocumentFrequency(counts.Terms[i]));
            weights[i] = (float)Weight(idf, counts.Values[i], length, statistics.AverageLength);
        }

        return counts with { Values = weights };
    }
}
