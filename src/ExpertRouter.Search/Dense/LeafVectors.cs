using ExpertRouter.Search.Lexical.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Dense;

/// <summary>Where the vectors of each document of one Lucene segment are. Immutable; valid while its vector segments are in use.</summary>
internal sealed class LeafVectors
{
    private readonly VectorSegment[] _segments;
    private readonly ushort[] _segmentOf;
    private readonly int[] _firstRow;
    private readonly ushort[] _rowCount;
    private readonly byte[] _spaceOf;

    public LeafVectors(AtomicReader reader, IReadOnlyList<VectorSegment> segments)
    {
        var numbers = reader.GetNumericDocValues(IndexedFields.Number);
        var restricted = Restricted(reader);
        var used = new List<VectorSegment>();
        _segmentOf = new ushort[reader.MaxDoc];
        _firstRow = new int[reader.MaxDoc];
        _rowCount = new ushort[reader.MaxDoc];
        _spaceOf = new byte[reader.MaxDoc];
        for (var document = 0; document < reader.MaxDoc; document++)
        {
            var number = numbers?.Get(document) ?? 0;
            _spaceOf[document] = (byte)(number < 0 ? Space.Profile : restricted.Get(document) ? Space.Restricted : Space.Open);
            if (EntryLocation.Find(segments, number) is not var (segment, entry))
                continue;
            var position = used.IndexOf(segment);
            if (position < 0)
            {
                position = used.Count;
                used.Add(segment);
            }
            _segmentOf[document] = checked((ushort)position);
            _firstRow[document] = segment.Starts[entry];
            _rowCount[document] = checked((ushort)(segment.Starts[entry + 1] - segment.Starts[entry]));
        }
        _segments = [.. used];
    }

    /// <summary>Whether all vectors it points at are still the ones in use.</summary>
    public bool IsValidFor(IReadOnlyList<VectorSegment> segments) => Array.TrueForAll(_segments, segments.Contains);

    public Space SpaceOf(int document) => (Space)_spaceOf[document];

    /// <summary>Passages of a document; 0 for one without vectors.</summary>
    public int RowCount(int document) => _rowCount[document];

    /// <summary>Row of the first passage.</summary>
    public int FirstRow(int document) => _firstRow[document];

    /// <summary>Where the rows of a document are.</summary>
    public VectorRows Rows(int document) => _segments[_segmentOf[document]].Rows;

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
