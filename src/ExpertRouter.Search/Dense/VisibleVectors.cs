using System.Runtime.CompilerServices;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Search.Lexical.Indexing;
using ExpertRouter.Search.Lexical.Searching;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Dense;

/// <summary>
/// Which documents of a segment a query may see, 64 at a time: asking about each of a million took longer than scoring them. The same rules as
/// <see cref="Admission"/>, which is still asked about the query's filter. Thread-safe.
/// </summary>
internal static class VisibleVectors
{
    private static readonly ConditionalWeakTable<object, FixedBitSet> Live = [];

    /// <summary>Documents with vectors that are not deleted, that the viewer may open and that pass the filter.</summary>
    public static FixedBitSet Of(AtomicReader reader, LeafVectors map, Query query)
    {
        var visible = map.Documents.Clone();
        if (reader.LiveDocs is { } live)
            visible.And(Live.GetValue(live, _ => Copy(live)));
        if (!query.Viewer.SeesEverything)
            visible.AndNot(Hidden(reader, map, query));
        var filter = new Admission(reader, Space.Open, query.Viewer, query.Filter);
        if (filter.AdmitsAll)
            return visible;
        if (new Admission(reader, Space.Profile, query.Viewer, query.Filter).IsEmpty)
            visible.AndNot(map.Profiles);
        for (var document = Next(visible, 0); document >= 0; document = Next(visible, document + 1))
            if (!filter.Admits(document))
                visible.Clear(document);
        return visible;
    }

    private static FixedBitSet Hidden(AtomicReader reader, LeafVectors map, Query query)
    {
        var hidden = map.Restricted.Clone();
        foreach (var opened in GroupDocuments.Of(reader, query.Viewer.Groups))
            hidden.AndNot(opened);
        return hidden;
    }

    private static int Next(FixedBitSet bits, int from) => from < bits.Length ? bits.NextSetBit(from) : -1;

    private static FixedBitSet Copy(IBits live)
    {
        var bits = new FixedBitSet(live.Length);
        for (var document = 0; document < live.Length; document++)
            if (live.Get(document))
                bits.Set(document);
        return bits;
    }
}
