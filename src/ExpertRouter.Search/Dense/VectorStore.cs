using System.Numerics.Tensors;
using ExpertRouter.Search.Lexical.Indexing;

namespace ExpertRouter.Search.Dense;

/// <summary>
/// The vectors of one encoder beside the lexical index: a folder of immutable segments. One process writes (the one that writes the
/// index; see <see cref="BeginWriting"/>), others read and see new segments after <see cref="Refresh"/>. Writing order, which makes a
/// crash at any point harmless: <see cref="Append"/>, then the index's commit with the same checkpoint, then its refresh, then
/// <see cref="Compact"/>. Everything in it can be computed again. Thread-safe.
/// </summary>
public sealed class VectorStore(string folder, VectorSpace space)
{
    /// <summary>An entry has at most so many vectors.</summary>
    public const int MaxPassages = 1024;

    private readonly Lock _gate = new();
    private volatile VectorSegment[] _segments = [];
    private bool _writing;

    /// <summary>Encoder, dimension, precision.</summary>
    public VectorSpace Space => space;

    /// <summary>Changes of the store up to here are in. Where the index is ahead (a new encoder, a dropped segment), take in the changes from here on again.</summary>
    public IndexCheckpoint Checkpoint => _segments is [.., var last] ? last.Checkpoint : IndexCheckpoint.Empty;

    /// <summary>Vectors kept, replaced ones included.</summary>
    public long RowCount => _segments.Sum(segment => (long)segment.Rows.Count);

    /// <summary>Number of segments.</summary>
    public int SegmentCount => _segments.Length;

    /// <summary>Segments are not merged beyond this many rows.</summary>
    internal int LargestMerge { get; init; } = Math.Min(4_000_000, VectorRows.MaxCount(space));

    /// <summary>Oldest first.</summary>
    internal IReadOnlyList<VectorSegment> Segments => _segments;

    /// <summary>Sees what the writing process has added since; does nothing in that process.</summary>
    /// <returns>What could not be read and why.</returns>
    public IReadOnlyList<string> Refresh()
    {
        lock (_gate)
        {
            if (_writing || !Directory.Exists(folder))
                return [];
            var read = SegmentFolder.Read(folder, space, _segments);
            _segments = read.Segments;
            return read.Problems;
        }
    }

    /// <summary>
    /// Becomes the writer. Deletes half-written files, segments of another space, damaged ones with all that follow them, and segments
    /// newer than the index's last commit (<paramref name="committed"/>): their index entries were lost in a crash.
    /// </summary>
    /// <returns>What was dropped and why; <see cref="Checkpoint"/> says from where it has to be taken in again.</returns>
    public IReadOnlyList<string> BeginWriting(IndexCheckpoint committed)
    {
        lock (_gate)
        {
            if (_writing)
                return [];
            Directory.CreateDirectory(folder);
            var read = SegmentFolder.Read(folder, space, _segments);
            var newer = read.Segments.Where(segment => !segment.IsWithin(committed)).ToList();
            _segments = [.. read.Segments.Except(newer)];
            SegmentFolder.DeleteAllBut(folder, _segments);
            _writing = true;
            return [.. read.Problems, .. newer.Select(segment =>
                $"{Path.Combine(folder, segment.FileName)}: is newer than the last commit of the index and was dropped; its changes are taken in again")];
        }
    }

    /// <summary>Makes vectors durable and visible; each entry replaces what was there of it. Call before the index commits the same checkpoint.</summary>
    /// <exception cref="ArgumentException">A vector has another length or is not finite, or an entry stands twice in the list or has too many vectors.</exception>
    public void Append(IReadOnlyCollection<EntryVectors> entries, IndexCheckpoint checkpoint)
    {
        var sorted = entries.OrderBy(entry => entry.Number).ToArray();
        var starts = new int[sorted.Length + 1];
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i].Number == sorted[i - 1].Number)
                throw new ArgumentException($"entry {sorted[i].Number} stands twice in the list", nameof(entries));
            if (sorted[i].Vectors.Count > MaxPassages)
                throw new ArgumentException($"entry {sorted[i].Number} has {sorted[i].Vectors.Count} vectors; {MaxPassages} are the most: encode its first passages", nameof(entries));
            starts[i + 1] = starts[i] + sorted[i].Vectors.Count;
        }
        var rows = new VectorRows(space, starts[^1]);
        for (var i = 0; i < sorted.Length; i++)
            for (var passage = 0; passage < sorted[i].Vectors.Count; passage++)
                rows.Set(starts[i] + passage, Checked(sorted[i], passage));
        lock (_gate)
        {
            RequireWriting();
            var generation = _segments is [.., var last] ? last.Last + 1 : 1;
            var segment = new VectorSegment(generation, generation, checkpoint, [.. sorted.Select(entry => entry.Number)], starts, rows);
            VectorSegmentFile.Write(folder, segment, space);
            _segments = [.. _segments, segment];
        }
    }

    /// <summary>
    /// Merges small segments so that their number grows with the logarithm of the rows. Only what the index has committed is touched:
    /// call after a commit with its checkpoint.
    /// </summary>
    public void Compact(IndexCheckpoint committed)
    {
        lock (_gate)
        {
            RequireWriting();
            var segments = _segments;
            var end = Array.FindLastIndex(segments, segment => segment.IsWithin(committed));
            var start = end;
            long rows = end < 0 ? 0 : segments[end].Rows.Count;
            while (start > 0 && segments[start - 1].IsWithin(committed) && segments[start - 1].Rows.Count <= 2 * rows && rows + segments[start - 1].Rows.Count <= LargestMerge)
                rows += segments[--start].Rows.Count;
            if (start >= end)
                return;
            var merged = VectorSegment.Merge(segments[start..(end + 1)], space, dropRemovals: start == 0);
            VectorSegmentFile.Write(folder, merged, space);
            _segments = [.. segments[..start], merged, .. segments[(end + 1)..]];
            SegmentFolder.DeleteAllBut(folder, _segments);
        }
    }

    /// <summary>Drops everything, on disk too.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            RequireWriting();
            _segments = [];
            SegmentFolder.DeleteAllBut(folder, _segments);
        }
    }

    /// <summary>
    /// Cosine of each entry with a query vector, its best passage's; null for an entry without vectors. Rights are the caller's
    /// business: ask only for entries that the viewer's search returned.
    /// </summary>
    public IReadOnlyList<float?> Similarities(ReadOnlySpan<float> query, IReadOnlyList<long> numbers)
    {
        var prepared = new QueryVector(query, space);
        var segments = _segments;
        return [.. numbers.Select(number => EntryLocation.Find(segments, number) is { } location ? location.Score(prepared) : (float?)null)];
    }

    /// <summary>The vectors of an entry as they are kept (quantised ones approximately); none when it has none.</summary>
    public IReadOnlyList<float[]> VectorsOf(long number) => EntryLocation.Find(_segments, number) is { } location ? location.Vectors() : [];

    private void RequireWriting()
    {
        if (!_writing)
            throw new InvalidOperationException($"The vectors in '{folder}' are open for reading; call BeginWriting first.");
    }

    private ReadOnlySpan<float> Checked(EntryVectors entry, int passage)
    {
        var vector = entry.Vectors[passage].Span;
        if (vector.Length != space.Dimension)
            throw new ArgumentException($"entry {entry.Number}: its vector has {vector.Length} numbers, the store of {space.ModelId} holds {space.Dimension}");
        return TensorPrimitives.IsFiniteAll(vector) ? vector : throw new ArgumentException($"entry {entry.Number}: its vector is not finite");
    }
}
