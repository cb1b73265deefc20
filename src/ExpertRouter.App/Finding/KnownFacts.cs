using System.Numerics.Tensors;
using ExpertRouter.Learning.Ranking;

namespace ExpertRouter.App.Finding;

/// <summary>What is known of experts apart from what a search finds: counted while reading, then only read. Not thread-safe while counting.</summary>
public sealed class KnownFacts
{
    private readonly Dictionary<long, Known> _experts = [];

    /// <summary>Counts documents of an expert.</summary>
    /// <param name="expertId">Canonical expert.</param>
    /// <param name="documents">How many.</param>
    /// <param name="accepted">How many of them were accepted or resolved a request.</param>
    /// <param name="lastActiveAt">When the newest was written, UTC.</param>
    public void Count(long expertId, int documents, int accepted, DateTimeOffset lastActiveAt)
    {
        var known = Of(expertId);
        known.Documents += documents;
        known.Accepted += accepted;
        known.LastActiveAt = known.LastActiveAt > lastActiveAt ? known.LastActiveAt : lastActiveAt;
    }

    /// <summary>Notes that a tag stands on one of an expert's documents.</summary>
    public void Tag(long expertId, string tag) => Of(expertId).Tags.Add(tag);

    /// <summary>Adds the vectors of a document to an expert's own.</summary>
    public void Add(long expertId, IReadOnlyList<float[]> vectors)
    {
        var known = Of(expertId);
        foreach (var vector in vectors)
            TensorPrimitives.Add(known.Sum ??= new float[vector.Length], vector, known.Sum);
    }

    /// <summary>What is known of an expert.</summary>
    /// <param name="expertId">Canonical expert.</param>
    /// <param name="queryTags">Per knowledge area that the query names, its tags: an area counts once.</param>
    /// <param name="queryVector">The query's vector; empty without an encoder.</param>
    public ExpertFacts Of(long expertId, IReadOnlyList<IReadOnlyList<string>> queryTags, ReadOnlyMemory<float> queryVector) =>
        _experts.TryGetValue(expertId, out var known)
            ? new ExpertFacts
            {
                Documents = known.Documents,
                Accepted = known.Accepted,
                LastActiveAt = known.LastActiveAt,
                ProfileCosine = known.Sum is null || queryVector.IsEmpty ? 0 : TensorPrimitives.CosineSimilarity(known.Sum, queryVector.Span),
                SharedTags = queryTags.Count(tags => tags.Any(known.Tags.Contains)),
            }
            : ExpertFacts.Unknown;

    private Known Of(long expertId)
    {
        if (!_experts.TryGetValue(expertId, out var known))
            _experts[expertId] = known = new Known();
        return known;
    }

    private sealed class Known
    {
        public int Documents { get; set; }

        public int Accepted { get; set; }

        public float[]? Sum { get; set; }

        public DateTimeOffset LastActiveAt { get; set; } = DateTimeOffset.MinValue;

        public HashSet<string> Tags { get; } = new(StringComparer.Ordinal);
    }
}
