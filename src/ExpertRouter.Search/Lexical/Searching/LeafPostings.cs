using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>
/// Looks terms of one segment up and opens their posting lists with the enumerators that earlier searches left: each new one would copy Lucene's file handle and its
/// buffers. Rented for one search, given back when disposed; its lists are not to be read after that. Not thread-safe.
/// </summary>
internal sealed class LeafPostings : IDisposable
{
    private static readonly ConditionalWeakTable<AtomicReader, ConcurrentBag<LeafPostings>> Spare = [];
    private static readonly int MostSpare = Environment.ProcessorCount;

    private readonly AtomicReader _reader;
    private readonly Dictionary<string, TermsEnum?> _terms = new(StringComparer.Ordinal);
    private readonly List<DocsEnum> _lists = [];
    private int _opened;

    private LeafPostings(AtomicReader reader) => _reader = reader;

    /// <summary>One for a segment.</summary>
    public static LeafPostings Rent(AtomicReader reader) =>
        Spare.TryGetValue(reader, out var spare) && spare.TryTake(out var rented) ? rented : new LeafPostings(reader);

    /// <summary>Whether the segment has a field at all.</summary>
    public bool Has(string field) => Terms(field) is not null;

    /// <summary>A term's numbers, until the next look-up in the same field; null when the segment lacks it.</summary>
    public TermsEnum? Find(string field, BytesRef term) => Terms(field) is { } terms && terms.SeekExact(term) ? terms : null;

    /// <summary>The documents that hold a term, deleted ones left out, with frequencies; null when the segment lacks it.</summary>
    public DocsEnum? Open(string field, BytesRef term)
    {
        if (Find(field, term) is not { } terms)
            return null;
        if (_opened == _lists.Count)
            _lists.Add(terms.Docs(_reader.LiveDocs, null, DocsFlags.FREQS));
        else
            _lists[_opened] = terms.Docs(_reader.LiveDocs, _lists[_opened], DocsFlags.FREQS);
        return _lists[_opened++];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _opened = 0;
        var spare = Spare.GetValue(_reader, static _ => []);
        if (spare.Count < MostSpare)
            spare.Add(this);
    }

    private TermsEnum? Terms(string field)
    {
        if (!_terms.TryGetValue(field, out var terms))
            _terms[field] = terms = _reader.GetTerms(field)?.GetEnumerator();
        return terms;
    }
}
