using ExpertRouter.Search.Lexical.Indexing;

namespace ExpertRouter.Search.Dense;

/// <summary>
/// Vectors written together. Entries are sorted by number; an entry without rows takes out what older segments have of it. Immutable.
/// </summary>
internal sealed class VectorSegment
{
    /// <param name="First">First generation it covers.</param>
    /// <param name="Last">Last generation it covers; equal to the first unless merged.</param>
    /// <param name="Checkpoint">It contains changes of the store up to here.</param>
    public VectorSegment(long first, long last, IndexCheckpoint checkpoint, long[] numbers, int[] starts, VectorRows rows) =>
        (First, Last, Checkpoint, Numbers, Starts, Rows) = (first, last, checkpoint, numbers, starts, rows);

    public long First { get; }

    public long Last { get; }

    public IndexCheckpoint Checkpoint { get; }

    /// <summary>Ascending.</summary>
    public long[] Numbers { get; }

    /// <summary>Rows of entry i are Starts[i] up to, not including, Starts[i + 1].</summary>
    public int[] Starts { get; }

    public VectorRows Rows { get; }

    public string FileName => $"{First:D12}-{Last:D12}{VectorSegmentFile.Extension}";

    /// <summary>Contains nothing that this checkpoint lacks.</summary>
    public bool IsWithin(IndexCheckpoint committed) => Checkpoint.Documents <= committed.Documents && Checkpoint.Experts <= committed.Experts;

    /// <summary>Position of an entry, negative when the segment says nothing of it.</summary>
    public int Find(long number) => Array.BinarySearch(Numbers, number);

    /// <summary>Newest state of every entry of <paramref name="segments"/> (oldest first) in one segment; removals are kept unless nothing older remains.</summary>
    public static VectorSegment Merge(IReadOnlyList<VectorSegment> segments, VectorSpace space, bool dropRemovals)
    {
        var newest = new SortedDictionary<long, (VectorSegment Segment, int Entry)>();
        foreach (var segment in segments)
            for (var i = 0; i < segment.Numbers.Length; i++)
                newest[segment.Numbers[i]] = (segment, i);
        var kept = newest.Where(entry => !dropRemovals || entry.Value.Segment.RowCount(entry.Value.Entry) > 0).ToList();
        var starts = new int[kept.Count + 1];
        for (var i = 0; i < kept.Count; i++)
            starts[i + 1] = starts[i] + kept[i].Value.Segment.RowCount(kept[i].Value.Entry);
        var rows = new VectorRows(space, starts[^1]);
        for (var i = 0; i < kept.Count; i++)
        {
            var (segment, entry) = kept[i].Value;
            for (var row = 0; row < segment.RowCount(entry); row++)
                rows.Copy(segment.Rows, segment.Starts[entry] + row, starts[i] + row);
        }
        return new VectorSegment(segments[0].First, segments[^1].Last, segments[^1].Checkpoint, [.. kept.Select(entry => entry.Key)], starts, rows);
    }

    private int RowCount(int entry) => Starts[entry + 1] - Starts[entry];
}
