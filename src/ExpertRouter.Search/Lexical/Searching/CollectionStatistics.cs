using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ExpertRouter.Search.Lexical.Analysis;
using ExpertRouter.Search.Lexical.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>Numbers of the open documents, by which everybody's results are scored (see <see cref="Space"/>). One per view of the index; thread-safe.</summary>
internal sealed class CollectionStatistics
{
    /// <summary>Words remembered per view; asking again costs stemming and a dictionary look-up in every segment.</summary>
    private const int MostRemembered = 20_000;

    private static readonly ConditionalWeakTable<IndexReader, CollectionStatistics> ByReader = [];

    private readonly IndexReader _reader;
    private readonly long _stemTokens;
    private readonly ConcurrentDictionary<string, KnownWord> _remembered = new(StringComparer.Ordinal);
    private int _asked;

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

    /// <summary>Whether nothing is counted that was deleted since.</summary>
    public bool IsExact => !_reader.HasDeletions;

    /// <summary>A word with its stems in the languages of the index; a stop word of English, or of every language of the index, has none.</summary>
    public KnownWord Word(string word)
    {
        if (_remembered.TryGetValue(word, out var known))
            return known;
        // The dictionary's own count would take every one of its locks.
        if (Interlocked.Increment(ref _asked) % MostRemembered == 0)
            _remembered.Clear();
        var english = LanguageAnalyzers.StemsOf(word, LanguageAnalyzers.Default);
        var stems = english.Count == 0
            ? []
            : Languages.SelectMany(language => LanguageAnalyzers.Known(language) == LanguageAnalyzers.Default ? english : LanguageAnalyzers.StemsOf(word, language))
                .Distinct(StringComparer.Ordinal);
        return _remembered[word] = new KnownWord(
            [.. stems.Select(stem => Form(IndexedFields.Stems(Space.Open), stem))], Form(IndexedFields.Words(Space.Open), word));
    }

    /// <summary>Occurrences over all tokens, with half an occurrence for a term that does not occur.</summary>
    public double Probability(IEnumerable<KnownForm> stems)
    {
        var occurrences = stems.Sum(stem => stem.Occurrences);
        return (occurrences > 0 ? occurrences : 0.5) / (_stemTokens + 1.0);
    }

    /// <summary>With BM25's idf: ln(1 + (N − df + ½) / (df + ½)).</summary>
    private KnownForm Form(string field, string text)
    {
        var bytes = new BytesRef(text);
        var (documents, occurrences) = Count(field, bytes);
        return new KnownForm(text, bytes, documents, occurrences, (float)Math.Log(1 + (Documents - documents + 0.5) / (documents + 0.5)));
    }

    private (int Documents, long Occurrences) Count(string field, BytesRef term)
    {
        var (documents, occurrences) = (0, 0L);
        foreach (var leaf in _reader.Leaves)
        {
            using var postings = LeafPostings.Rent(leaf.AtomicReader);
            if (postings.Find(field, term) is { } found)
                (documents, occurrences) = (documents + found.DocFreq, occurrences + found.TotalTermFreq);
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
