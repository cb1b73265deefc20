namespace ExpertRouter.Core.Retrieval.Sparse;

/// <summary>
/// Weighted documents by term, in memory: the score of a document is its inner product with the query. Exact,
/// deterministic (documents are added up in a fixed order), immutable and thread-safe.
/// </summary>
public sealed class SparseIndex
{
    private readonly int[] _starts;
    private readonly int[] _documents;
    private readonly float[] _weights;

    /// <summary>Indexes weighted documents.</summary>
    /// <param name="documents">One vector per document; document numbers are positions in the list.</param>
    /// <param name="terms">Size of the vocabulary; ids are below it.</param>
    public SparseIndex(IReadOnlyList<TermVector> documents, int terms)
    {
        Count = documents.Count;
        _starts = new int[terms + 1];
        foreach (var document in documents)
            foreach (var term in document.Terms)
                _starts[term + 1]++;
        for (var term = 0; term < terms; term++) _starts[term + 1] += _starts[term];

        _documents = new int[_starts[terms]];
        _weights = new float[_starts[terms]];
        var next = _starts[..terms];
        for (var number = 0; number < documents.Count; number++)
        {
            var document = documents[number];
            for (var i = 0; i < document.Terms.Length; i++)
            {
                var slot = next[document.Terms[i]]++;
                _documents[slot] = number;
                _weights[slot] = document.Values[i];
            }
        }
    }

    /// <summary>Number of documents.</summary>
    public int Count { get; }

    /// <summary>Writes the score of every document; 0 where nothing matches.</summary>
    /// <param name="query">Weighted query; terms beyond the vocabulary are ignored.</param>
    /// <param name="scores">At least <see cref="Count"/> long; overwritten.</param>
    public void Score(TermVector query, double[] scores)
    {
        Array.Clear(scores, 0, Count);
        for (var i = 0; i < query.Terms.Length; i++)
        {
            var term = query.Terms[i];
            if (term >= _starts.Length - 1) continue;
            double weight = query.Values[i];
            var end = _starts[term + 1];
            for (var slot = _starts[term]; slot < end; slot++) scores[_documents[slot]] += weight * _weights[slot];
        }
    }

    /// <summary>The best documents with a score above 0; equal scores go to the smaller number.</summary>
    public IReadOnlyList<ScoredItem> Search(TermVector query, int depth)
    {
        var scores = new double[Count];
        Score(query, scores);
        return TopItems.Select(scores.AsSpan(0, Count), depth);
    }
}
