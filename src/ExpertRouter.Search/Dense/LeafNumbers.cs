using ExpertRouter.Search.Lexical.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Dense;

/// <summary>Numbers and spaces of the documents of one Lucene segment, deleted ones included. Immutable, as the segment is.</summary>
internal sealed class LeafNumbers
{
    public LeafNumbers(AtomicReader reader)
    {
        var numbers = reader.GetNumericDocValues(IndexedFields.Number);
        Restricted = Grouped(reader);
        Profiles = new FixedBitSet(Math.Max(1, reader.MaxDoc));
        Sorted = new long[reader.MaxDoc];
        Documents = new int[reader.MaxDoc];
        for (var document = 0; document < reader.MaxDoc; document++)
        {
            var number = numbers?.Get(document) ?? 0;
            (Sorted[document], Documents[document]) = (number, document);
            if (number < 0)
                Profiles.Set(document);
        }
        Restricted.AndNot(Profiles);
        Array.Sort(Sorted, Documents);
    }

    /// <summary>Ascending; a number stands twice when a former version was not merged away yet.</summary>
    public long[] Sorted { get; }

    /// <summary>The document of each sorted number.</summary>
    public int[] Documents { get; }

    /// <summary>Documents, not profiles, that belong to any visibility group (<see cref="Space.Restricted"/>).</summary>
    public FixedBitSet Restricted { get; }

    /// <summary>What experts declare of themselves (<see cref="Space.Profile"/>).</summary>
    public FixedBitSet Profiles { get; }

    private static FixedBitSet Grouped(AtomicReader reader)
    {
        var bits = new FixedBitSet(Math.Max(1, reader.MaxDoc));
        if (reader.GetTerms(IndexedFields.Group)?.GetEnumerator() is not { } groups)
            return bits;
        while (groups.MoveNext())
            bits.Or(groups.Docs(null, null, DocsFlags.NONE));
        return bits;
    }
}
