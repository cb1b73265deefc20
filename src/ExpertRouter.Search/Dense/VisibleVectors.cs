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
    private const int CancellationInterval = 1 << 16;

    private static readonly ConditionalWeakTable<object, FixedBitSet> Live = [];

    /// <summary>Documents with vectors that are not deleted, that the viewer may open and that pass the filter.</summary>
    public static FixedBitSet Of(AtomicReader reader, LeafVectors map, Query query, CancellationToken cancellationToken)
    {
        var visible = map.Documents.Clone();
        if (reader.LiveDocs is { } live)
            visible.And(Live.GetValue(live, _ => Copy(live)));
        if (!query.Viewer.SeesEverything)
            visible.AndNot(Hidden(reader, map, query.Viewer));
        var filter = new Admission(reader, Space.Open, query.Viewer, query.Filter);
        if (!filter.AdmitsAll)
            Filter(visible, filter, Admission.HasDocumentFilter(query.Filter) ? map.Profiles : null, cancellationToken);
        return visible;
    }

    private static void Filter(FixedBitSet visible, Admission filter, FixedBitSet? never, CancellationToken cancellationToken)
    {
        if (never is not null)
            visible.AndNot(never);
        for (var (document, looked) = (Next(visible, 0), 0); document >= 0; document = Next(visible, document + 1))
        {
            if (looked++ % CancellationInterval == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (!filter.Admits(document))
                visible.Clear(document);
        }
    }

    private static FixedBitSet Hidden(AtomicReader reader, LeafVectors map, Viewer viewer)
    {
        if (GroupDocuments.Of(reader, viewer.Groups) is not [_, ..] opened)
            return map.Restricted;
        var hidden = map.Restricted.Clone();
        foreach (var group in opened)
            hidden.AndNot(group);
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
