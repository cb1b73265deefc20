using ExpertRouter.Search.Lexical.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Dense;

/// <summary>Numbers and spaces of the documents of one Lucene segment, deleted ones included. Immutable, as the segment is.</summary>
internal sealed class LeafNumbers
{
    private readonly byte[] _spaceOf;

    public LeafNumbers(AtomicReader reader)
    {
        var numbers = reader.GetNumericDocValues(IndexedFields.Number);
        var restricted = Restricted(reader);
        _spaceOf = new byte[reader.MaxDoc];
        Sorted = new long[reader.MaxDoc];
        Documents = new int[reader.MaxDoc];
        for (var document = 0; document < reader.MaxDoc; document++)
        {
            var number = numbers?.Get(document) ?? 0;
            (Sorted[document], Documents[document]) = (number, document);
            _spaceOf[document] = (byte)(number < 0 ? Space.Profile : restricted.Get(document) ? Space.Restricted : Space.Open);
        }
        Array.Sort(Sorted, Documents);
    }

    /// <summary>Ascending; a number stands twice when a former version was not merged away yet.</summary>
    public long[] Sorted { get; }

    /// <summary>The document of each sorted number.</summary>
    public int[] Documents { get; }

    public Space SpaceOf(int document) => (Space)_spaceOf[document];

    /// <summary>Documents that belong to any visibility group.</summary>
    private static FixedBitSet Restricted(AtomicReader reader)
    {
        var bits = new FixedBitSet(Math.Max(1, reader.MaxDoc));
        if (reader.GetTerms(IndexedFields.Group)?.GetEnumerator() is not { } groups)
            return bits;
        while (groups.MoveNext())
            bits.Or(groups.Docs(null, null, DocsFlags.NONE));
        return bits;
    }
}
