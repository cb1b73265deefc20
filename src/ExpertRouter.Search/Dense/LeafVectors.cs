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

    /// <param name="former">An older state of the same Lucene segment; if nothing but additions happened since, only these are looked at.</param>
    public LeafVectors(LeafNumbers numbers, IReadOnlyList<VectorSegment> segments, LeafVectors? former)
    {
        (_numbers, _segments) = (numbers, segments);
        var known = former is not null && former._segments.SequenceEqual(segments.Take(former._segments.Count)) ? former._segments.Count : 0;
        _segmentOf = known > 0 ? [.. former!._segmentOf] : new ushort[numbers.Sorted.Length];
        _firstRow = known > 0 ? [.. former!._firstRow] : new int[numbers.Sorted.Length];
        _rowCount = known > 0 ? [.. former!._rowCount] : new ushort[numbers.Sorted.Length];
        for (var i = known; i < segments.Count; i++)
            Apply(checked((ushort)i));
    }

    /// <summary>Whether it shows this state of the store.</summary>
    public bool Shows(IReadOnlyList<VectorSegment> segments) => ReferenceEquals(_segments, segments);

    public Space SpaceOf(int document) => _numbers.SpaceOf(document);

    /// <summary>Passages of a document; 0 for one without vectors.</summary>
    public int RowCount(int document) => _rowCount[document];

    /// <summary>Row of the first passage.</summary>
    public int FirstRow(int document) => _firstRow[document];

    /// <summary>Where the rows of a document are.</summary>
    public VectorRows Rows(int document) => _segments[_segmentOf[document]].Rows;

    /// <summary>Both lists of numbers ascend: the next match lies behind the last one, near it when both are dense.</summary>
    private void Apply(ushort which)
    {
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
            }
        }
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
