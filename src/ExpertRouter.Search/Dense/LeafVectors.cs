using ExpertRouter.Search.Lexical.Indexing;

namespace ExpertRouter.Search.Dense;

/// <summary>Where the vectors of each document of one Lucene segment are, for one state of the vector store. Immutable.</summary>
internal sealed class LeafVectors
{
    private readonly LeafNumbers _numbers;
    private readonly IReadOnlyList<VectorSegment> _segments;
    private readonly ushort[] _segmentOf;
    private readonly int[] _firstRow;
    private readonly ushort[] _rowCount;
    private readonly int[] _byRow;

    /// <param name="former">An older state of the same Lucene segment; if nothing but additions happened since, only these are looked at.</param>
    public LeafVectors(LeafNumbers numbers, IReadOnlyList<VectorSegment> segments, LeafVectors? former)
    {
        (_numbers, _segments) = (numbers, segments);
        var known = former is not null && former._segments.SequenceEqual(segments.Take(former._segments.Count)) ? former._segments.Count : 0;
        _segmentOf = known > 0 ? [.. former!._segmentOf] : new ushort[numbers.Sorted.Length];
        _firstRow = known > 0 ? [.. former!._firstRow] : new int[numbers.Sorted.Length];
        _rowCount = known > 0 ? [.. former!._rowCount] : new ushort[numbers.Sorted.Length];
        var placed = new List<int>(numbers.Sorted.Length);
        var changed = Enumerable.Range(known, segments.Count - known).Select(i => (Segment: i, Documents: Apply(checked((ushort)i)))).ToList();
        if (known > 0)
            placed.AddRange(former!._byRow.Where(document => _segmentOf[document] < known));
        foreach (var (segment, documents) in changed)
            placed.AddRange(documents.Where(document => _segmentOf[document] == segment && _rowCount[document] > 0));
        _byRow = [.. placed];
    }

    /// <summary>Whether it shows this state of the store.</summary>
    public bool Shows(IReadOnlyList<VectorSegment> segments) => ReferenceEquals(_segments, segments);

    /// <summary>
    /// Documents with vectors in the order of their rows in memory. Lucene numbers documents as its threads and merges come along; taken in that order
    /// rows would be fetched from all over, one cache miss after the other.
    /// </summary>
    public ReadOnlySpan<int> ByRow => _byRow;

    public Space SpaceOf(int document) => _numbers.SpaceOf(document);

    /// <summary>Passages of a document; 0 for one without vectors.</summary>
    public int RowCount(int document) => _rowCount[document];

    /// <summary>Row of the first passage.</summary>
    public int FirstRow(int document) => _firstRow[document];

    /// <summary>Where the rows of a document are.</summary>
    public VectorRows Rows(int document) => _segments[_segmentOf[document]].Rows;

    /// <summary>Both lists of numbers ascend: the next match lies behind the last one, near it when both are dense.</summary>
    /// <returns>documents of the segment, in the order of its rows.</returns>
    private List<int> Apply(ushort which)
    {
        var documents = new List<int>();
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
                _firstRow[document] = segment.Starts[entry];
                _rowCount[document] = (ushort)(segment.Starts[entry + 1] - segment.Starts[entry]);
                documents.Add(document);
            }
        }
        return documents;
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
}
