namespace ExpertRouter.Search.Dense;

/// <summary>Where the valid vectors of an entry are.</summary>
internal readonly record struct EntryLocation(VectorSegment Segment, int Entry)
{
    /// <summary>In the newest segment (last in the list) that knows the entry; null when none does or the newest has no rows for it.</summary>
    public static EntryLocation? Find(IReadOnlyList<VectorSegment> segments, long number)
    {
        for (var i = segments.Count - 1; i >= 0; i--)
            if (segments[i].Find(number) is var entry and >= 0)
                return segments[i].Starts[entry + 1] > segments[i].Starts[entry] ? new EntryLocation(segments[i], entry) : null;
        return null;
    }

    /// <summary>Inner product of the best passage.</summary>
    public float Score(QueryVector query)
    {
        var best = float.NegativeInfinity;
        for (var row = Segment.Starts[Entry]; row < Segment.Starts[Entry + 1]; row++)
            best = Math.Max(best, query.Score(Segment.Rows, row));
        return best;
    }

    public IReadOnlyList<float[]> Vectors()
    {
        var (segment, first) = (Segment, Segment.Starts[Entry]);
        return [.. Enumerable.Range(first, segment.Starts[Entry + 1] - first).Select(segment.Rows.Vector)];
    }
}
