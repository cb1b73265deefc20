using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ExpertRouter.Search.Lexical.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>Numbers of the open documents, by which everybody's results are scored (see <see cref="Space"/>). One per view of the index; thread-safe.</summary>
internal sealed class CollectionStatistics
{
    /// <summary>Terms remembered per view; asking again costs a dictionary look-up in every segment.</summary>
    private const int MostRemembered = 20_000;

    private static readonly ConditionalWeakTable<IndexReader, CollectionStatistics> ByReader = [];

    private readonly IndexReader _reader;
    private readonly long _stemTokens;
    private readonly ConcurrentDictionary<(bool IsStem, BytesRef Term), (int Documents, long Occurrences)> _remembered = new();

    private CollectionStatistics(IndexReader reader)
    {
        _reader = reader;
        Languages = ReadLanguages(reader);
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

    /// <summary>Languages of the documents.</summary>
    public IReadOnlyList<string> Languages { get; }

    public float MeanLength { get; }

    /// <summary>The statistics of a view.</summary>
    public static CollectionStatistics Of(IndexSearcher searcher) =>
        ByReader.GetValue(searcher.IndexReader, static reader => new CollectionStatistics(reader));

    /// <summary>BM25's idf: ln(1 + (N − df + ½) / (df + ½)).</summary>
    public float Idf(bool isStem, BytesRef term)
    {
        var (documents, _) = Frequencies(isStem, term);
        return (float)Math.Log(1 + (Documents - documents + 0.5) / (documents + 0.5));
    }

    /// <summary>Whether an open document surely contains a stem; false while deleted ones are still counted.</summary>
    public bool SurelyHasStem(BytesRef stem) => !_reader.HasDeletions && Frequencies(isStem: true, stem).Documents > 0;

    /// <summary>Occurrences over all tokens, with half an occurrence for a term that does not occur.</summary>
    public double Probability(IEnumerable<BytesRef> stems)
    {
        var occurrences = stems.Sum(stem => Frequencies(isStem: true, stem).Occurrences);
        return (occurrences > 0 ? occurrences : 0.5) / (_stemTokens + 1.0);
    }

    private (int Documents, long Occurrences) Frequencies(bool isStem, BytesRef term)
    {
        if (_remembered.TryGetValue((isStem, term), out var known))
            return known;
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        return _remembered[(isStem, term)] = Count(isStem ? IndexedFields.Stems(Space.Open) : IndexedFields.Words(Space.Open), term);
    }

    private (int Documents, long Occurrences) Count(string field, BytesRef term)
    {
        var (documents, occurrences) = (0, 0L);
        foreach (var leaf in _reader.Leaves)
        {
            if (leaf.AtomicReader.GetTerms(field)?.GetEnumerator() is { } terms && terms.SeekExact(term))
                (documents, occurrences) = (documents + terms.DocFreq, occurrences + terms.TotalTermFreq);
        }
        return (documents, occurrences);
    }

    private static List<string> ReadLanguages(IndexReader reader)
    {
        var languages = new List<string>();
        if (MultiFields.GetTerms(reader, IndexedFields.Language)?.GetEnumerator() is { } terms)
        {
            while (terms.MoveNext())
                languages.Add(terms.Term.Utf8ToString());
        }
        return languages;
    }
}
