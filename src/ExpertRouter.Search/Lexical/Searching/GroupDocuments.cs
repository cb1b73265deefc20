using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ExpertRouter.Search.Lexical.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>Per segment and visibility group the documents that the group opens; kept as long as the segment lives. Thread-safe.</summary>
internal static class GroupDocuments
{
    private static readonly ConditionalWeakTable<object, ConcurrentDictionary<string, FixedBitSet>> Segments = [];

    /// <summary>The documents of each of the groups that occurs in the segment.</summary>
    public static IReadOnlyList<FixedBitSet> Of(AtomicReader reader, IReadOnlySet<string> groups)
    {
        if (groups.Count == 0 || reader.GetTerms(IndexedFields.Group) is null)
            return [];
        var segment = Segments.GetOrCreateValue(reader.CoreCacheKey);
        var found = new List<FixedBitSet>(groups.Count);
        foreach (var group in groups)
        {
            if (segment.TryGetValue(group, out var known))
                found.Add(known);
            else if (Read(reader, group) is { } bits)
                found.Add(segment.GetOrAdd(group, bits));
        }
        return found;
    }

    private static FixedBitSet? Read(AtomicReader reader, string group)
    {
        if (reader.GetTermDocsEnum(new Term(IndexedFields.Group, group)) is null)
            return null;
        // Deleted documents stay in: the set outlives them, and postings are read with the live documents of their time.
        var terms = reader.GetTerms(IndexedFields.Group).GetEnumerator();
        var bits = new FixedBitSet(reader.MaxDoc);
        if (terms.SeekExact(new BytesRef(group)))
            bits.Or(terms.Docs(null, null, DocsFlags.NONE));
        return bits;
    }
}
