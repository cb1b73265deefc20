using Lucene.Net.Util;

namespace ExpertRouter.Search.Dense;

/// <summary>Where the vectors of each document of one Lucene segment are, for one state of the vector store. Immutable.</summary>
internal sealed class LeafVectors
{
    private readonly LeafNumbers _numbers;
    private readonly IReadOnlyList<VectorSegment> _segments;
    private readonly ushort[] _segmentOf;
    private readonly Place[] _places;

    /// <param name="former">An older state of the same Lucene segment; if nothing but additions happened since, only these are looked at.</param>
    public LeafVectors(LeafNumbers numbers, IReadOnlyList<VectorSegment> segments, LeafVectors? former)
    {
        (_numbers, _segments) = (numbers, segments);
        var known = former is not null && former._segments.SequenceEqual(segments.Take(former._segments.Count)) ? former._segments.Count : 0;
        _segmentOf = known > 0 ? [.. former!._segmentOf] : new ushort[numbers.Sorted.Length];
        var added = Enumerable.Range(known, segments.Count - known).SelectMany(i => Apply(checked((ushort)i))).ToList();
        IEnumerable<Place> kept = known > 0 ? former!._places.Where(place => _segmentOf[place.Document] < known) : [];
        _places = [.. kept, .. added.Where(place => _segmentOf[place.Document] == place.Segment && place.RowCount > 0)];
        Documents = new FixedBitSet(Math.Max(1, _segmentOf.Length));
        foreach (ref readonly var place in Places)
            Documents.Set(place.Document);
    }

    /// <summary>
    /// Documents with vectors in the order of their rows in memory. Lucene numbers documents as its threads and merges come along; taken in that order
    /// rows would be fetched from all over, one cache miss after the other.
    /// </summary>
    public ReadOnlySpan<Place> Places => _places;

    /// <summary>Whether it shows this state of the store.</summary>
    public bool Shows(IReadOnlyList<VectorSegment> segments) => ReferenceEquals(_segments, segments);

    /// <summary>Documents with vectors. Never changed.</summary>
    public FixedBitSet Documents { get; }

    /// <inheritdoc cref="LeafNumbers.Restricted"/>
    public FixedBitSet Restricted => _numbers.Restricted;

    /// <inheritdoc cref="LeafNumbers.Profiles"/>
    public FixedBitSet Profiles => _numbers.Profiles;

    /// <summary>Where the rows of a place are.</summary>
    public VectorRows Rows(in Place place) => _segments[place.Segment].Rows;

    /// <summary>Both lists of numbers ascend: the next match lies behind the last one, near it when both are dense.</summary>
    /// <returns>documents of the segment, in the order of its rows.</returns>
    private List<Place> Apply(ushort which)
    {
        var places = new List<Place>();
        var segment = _segments[which];
        var sorted = _numbers.Sorted;
        var at = 0;
        for (var entry = 0; entry < segment.Numbers.Length && at < sorted.Length; entry++)
        {
            var number = segment.Numbers[entry];
            at = FirstAtLeast(sorted, number, at);
            for (; at < sorted.Length && sorted[at] == number; at++)
            {
                var document = _numbers.Documents[at];
                _segmentOf[document] = which;
                places.Add(new Place(document, segment.Starts[entry], (ushort)(segment.Starts[entry + 1] - segment.Starts[entry]), which));
            }
        }
        return places;
    }

    /// <summary>Galloping search: doubling steps, then halving.</summary>
    private static int FirstAtLeast(long[] sorted, long number, int from)
    {
        var step = 1;
        var low = from;
        var high = from;
        while (high < sorted.Length && sorted[high] < number)
        {
            low = high + 1;
            high += step;
            step *= 2;
        }
        high = Math.Min(high, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle] < number)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>Where the passages of a document are.</summary>
    /// <param name="Document">Number in the Lucene segment.</param>
    /// <param name="FirstRow">Row of the first passage.</param>
    /// <param name="RowCount">Passages; above 0 in <see cref="Places"/>.</param>
    /// <param name="Segment">Index of the vector segment.</param>
    internal readonly record struct Place(int Document, int FirstRow, ushort RowCount, ushort Segment);
}
