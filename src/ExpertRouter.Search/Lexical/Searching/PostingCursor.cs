using Lucene.Net.Index;
using Lucene.Net.Search;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>A place in one posting list of one segment.</summary>
internal sealed class PostingCursor(ScoringTerm term, DocsEnum documents)
{
    /// <summary>BM25's saturation, as in Lucene.</summary>
    public const float K1 = 1.2f;

    public ScoringTerm Term => term;

    /// <summary>No document can get more from this list: weight · (k1 + 1), the limit for endless repetition.</summary>
    public float Bound { get; } = term.Weight * (K1 + 1);

    /// <summary>Current document of the segment.</summary>
    public int Document { get; private set; } = documents.NextDoc();

    public int Frequency => documents.Freq;

    public bool IsExhausted => Document == DocIdSetIterator.NO_MORE_DOCS;

    /// <summary>Goes on and returns the document there.</summary>
    public int Next() => Document = documents.NextDoc();

    public void Advance(int target)
    {
        if (Document < target)
            Document = documents.Advance(target);
    }
}
