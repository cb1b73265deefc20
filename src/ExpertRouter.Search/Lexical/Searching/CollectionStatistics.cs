using ExpertRouter.Search.Lexical.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>Numbers of the open documents, by which everybody's results are scored (see <see cref="Space"/>).</summary>
internal sealed class CollectionStatistics
{
    private readonly IndexReader _reader;
    private readonly long _stemTokens;

    public CollectionStatistics(IndexSearcher searcher)
    {
        _reader = searcher.IndexReader;
        foreach (var leaf in _reader.Leaves)
        {
            if (leaf.AtomicReader.GetTerms(IndexedFields.Stems(Space.Open)) is not { } terms)
                continue;
            Documents += terms.DocCount;
            _stemTokens += terms.SumTotalTermFreq;
        }
        MeanLength = Documents > 0 ? (float)(_stemTokens / (double)Documents) : 1;
    }

    public long Documents { get; }

    public float MeanLength { get; }

    /// <summary>BM25's idf: ln(1 + (N − df + ½) / (df + ½)).</summary>
    public float Idf(bool isStem, BytesRef term)
    {
        var (documents, _) = Frequencies(isStem ? IndexedFields.Stems(Space.Open) : IndexedFields.Words(Space.Open), term);
        return (float)Math.Log(1 + (Documents - documents + 0.5) / (documents + 0.5));
    }

    /// <summary>Occurrences over all tokens, with half an occurrence for a term that does not occur.</summary>
    public double Probability(IEnumerable<BytesRef> stems)
    {
        var occurrences = stems.Sum(stem => Frequencies(IndexedFields.Stems(Space.Open), stem).Occurrences);
        return (occurrences > 0 ? occurrences : 0.5) / (_stemTokens + 1.0);
    }

    private (int Documents, long Occurrences) Frequencies(string field, BytesRef term)
    {
        var (documents, occurrences) = (0, 0L);
        foreach (var leaf in _reader.Leaves)
        {
            if (leaf.AtomicReader.GetTerms(field)?.GetEnumerator() is { } terms && terms.SeekExact(term))
                (documents, occurrences) = (documents + terms.DocFreq, occurrences + terms.TotalTermFreq);
        }
        return (documents, occurrences);
    }
}
