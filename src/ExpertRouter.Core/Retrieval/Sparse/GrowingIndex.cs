namespace ExpertRouter.Core.Retrieval.Sparse;

/// <summary>
/// A BM25 index that grows document by document and always scores with the statistics of what it holds, so that a
/// replay of the past never sees later documents. Exact and deterministic. Not thread-safe while it grows.
/// </summary>
/// <param name="bm25">The formula.</param>
public sealed class GrowingIndex(Bm25 bm25)
{
    private readonly Dictionary<int, List<(int Document, float Frequency)>> _postings = [];
    private readonly List<double> _lengths = [];
    private double _tokens;

    /// <summary>Number of documents.</summary>
    public int Count => _lengths.Count;

    /// <summary>Adds a document; its number is the former <see cref="Count"/>.</summary>
    public void Add(TermVector counts)
    {
        for (var i = 0; i < counts.Terms.Length; i++)
        {
            if (!_postings.TryGetValue(counts.Terms[i], out var postings)) _postings[counts.Terms[i]] = postings = [];
            postings.Add((_lengths.Count, counts.Values[i]));
        }

        var length = counts.Sum();
        _lengths.Add(length);
        _tokens += length;
    }

    /// <summary>The best documents with a score above 0; equal scores go to the smaller number.</summary>
    public IReadOnlyList<ScoredItem> Search(TermVector query, int depth)
    {
        var scores = new double[Count];
        var average = Count == 0 ? 0 : _tokens / Count;
        for (var i = 0; i < query.Terms.Length; i++)
        {
            if (!_postings.TryGetValue(query.Terms[i], out var postings)) continue;
            var idf = query.Values[i] * Bm25.InverseDocumentFrequency(Count, postings.Count);
            foreach (var (document, frequency) in postings)
                scores[document] += bm25.Weight(idf, frequency, _lengths[document], average);
        }

        return TopItems.Select(scores, depth);
    }
}
