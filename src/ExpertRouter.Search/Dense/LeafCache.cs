using System.Runtime.CompilerServices;
using Lucene.Net.Index;

namespace ExpertRouter.Search.Dense;

/// <summary>What was found out of each Lucene segment, kept as long as the segment lives. Thread-safe.</summary>
internal sealed class LeafCache
{
    private readonly ConditionalWeakTable<object, LeafNumbers> _numbers = [];
    private readonly ConditionalWeakTable<object, LeafVectors> _vectors = [];

    /// <summary>Where the vectors of the segment's documents are.</summary>
    public LeafVectors Of(AtomicReader reader, IReadOnlyList<VectorSegment> segments)
    {
        var key = reader.CoreCacheKey;
        if (_vectors.TryGetValue(key, out var former) && former.Shows(segments))
            return former;
        var current = new LeafVectors(_numbers.GetValue(key, _ => new LeafNumbers(reader)), segments, former);
        _vectors.AddOrUpdate(key, current);
        return current;
    }
}
