using ExpertRouter.Search.Lexical.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Dense;

/// <summary>Where the vectors of each document of one Lucene segment are. Immutable; valid while its vector segments are in use.</summary>
internal sealed class LeafVectors
{
    private readonly VectorSegment[] _segments;
    private readonly ushort[] _segmentOf;
    private readonly int[] _entryOf;
    private readonly byte[] _spaceOf;

    public LeafVectors(AtomicReader reader, IReadOnlyList<VectorSegment> segments)
    {
        var numbers = reader.GetNumericDocValues(IndexedFields.Number);
        var restricted = Restricted(reader);
        var used = new List<VectorSegment>();
        _segmentOf = new ushort[reader.MaxDoc];
        _entryOf = new int[reader.MaxDoc];
        _spaceOf = new byte[reader.MaxDoc];
        for (var document = 0; document < reader.MaxDoc; document++)
        {
            var number = numbers?.Get(document) ?? 0;
            _spaceOf[document] = (byte)(number < 0 ? Space.Profile : restricted.Get(document) ? Space.Restricted : Space.Open);
            _entryOf[document] = -1;
            if (EntryLocation.Find(segments, number) is not { } location)
                continue;
            var position = used.IndexOf(location.Segment);
            if (position < 0)
            {
                position = used.Count;
                used.Add(location.Segment);
            }
            (_segmentOf[document], _entryOf[document]) = (checked((ushort)position), location.Entry);
        }
        _segments = [.. used];
    }

    /// <summary>Whether all vectors it points at are still the ones in use.</summary>
    public bool IsValidFor(IReadOnlyList<VectorSegment> segments) => Array.TrueForAll(_segments, segments.Contains);

    public Space SpaceOf(int document) => (Space)_spaceOf[document];

    /// <summary>False for a document without vectors.</summary>
    public bool TryFind(int document, out EntryLocation location)
    {
        var entry = _entryOf[document];
        location = entry < 0 ? default : new EntryLocation(_segments[_segmentOf[document]], entry);
        return entry >= 0;
    }

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
