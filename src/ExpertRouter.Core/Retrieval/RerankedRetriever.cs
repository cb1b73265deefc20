using System.Globalization;

namespace ExpertRouter.Core.Retrieval;

/// <summary>
/// Re-ranks the head of a result. The tail keeps its order behind the head; its scores are lowered by one amount so that
/// scores stay descending.
/// </summary>
public sealed class RerankedRetriever : IRetriever
{
    private readonly IRetriever _retriever;
    private readonly IReranker _reranker;
    private readonly int _depth;
    private readonly TimeProvider _time;

    /// <summary>Re-ranks the best <paramref name="depth"/> hits, at least 1.</summary>
    public RerankedRetriever(IRetriever retriever, IReranker reranker, int depth, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(depth);
        (_retriever, _reranker, _depth, _time) = (retriever, reranker, depth, time);
        Name = string.Create(CultureInfo.InvariantCulture, $"{retriever.Name}>>{reranker.Name}@{depth}");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task<Retrieved> RetrieveAsync(Query query, int depth, CancellationToken cancellationToken)
    {
        var retrieved = await _retriever.RetrieveAsync(query, Math.Max(depth, _depth), cancellationToken);
        var start = _time.GetTimestamp();
        var head = retrieved with { Hits = [.. retrieved.Hits.Take(_depth)] };
        var scores = await _reranker.ScoreAsync(query, head, cancellationToken);
        if (scores.Count != head.Hits.Count)
            throw new InvalidOperationException($"Reranker '{_reranker.Name}' returned {scores.Count} scores for {head.Hits.Count} hits.");
        var ranked = FusedHits.Rank(head.Hits.Zip(scores), _depth).ToList();
        var tail = retrieved.Hits.Skip(_depth).ToList();
        var drop = tail.Count > 0 ? Math.Max(0, tail[0].Score - ranked[^1].Score) : 0;
        ranked.AddRange(tail.Select(hit => hit with { Score = hit.Score - drop }));
        var hits = ranked.Count > depth ? ranked.GetRange(0, depth) : ranked;
        var trace = new StageTrace(
            string.Create(CultureInfo.InvariantCulture, $"{_reranker.Name}@{_depth}"),
            _time.GetElapsedTime(start).TotalMilliseconds, retrieved.Hits.Count, hits.Count);
        return new Retrieved(hits, retrieved.Terms, [.. retrieved.Trace, trace]);
    }
}
