namespace ExpertRouter.Core.Retrieval.Sparse;

/// <summary>The best of many scores.</summary>
public static class TopItems
{
    /// <summary>
    /// The <paramref name="depth"/> best items with a score above 0, best first; equal scores go to the smaller number.
    /// One pass with a heap, O(n log depth).
    /// </summary>
    public static IReadOnlyList<ScoredItem> Select(ReadOnlySpan<double> scores, int depth)
    {
        if (depth <= 0) return [];
        var worstFirst = new PriorityQueue<int, (double Score, int Negated)>();
        for (var item = 0; item < scores.Length; item++)
        {
            var score = scores[item];
            if (!(score > 0)) continue;
            if (worstFirst.Count < depth) worstFirst.Enqueue(item, (score, -item));
            else if (worstFirst.TryPeek(out _, out var worst) && score > worst.Score) worstFirst.EnqueueDequeue(item, (score, -item));
        }

        var best = new ScoredItem[worstFirst.Count];
        for (var position = best.Length - 1; position >= 0; position--)
        {
            var item = worstFirst.Dequeue();
            best[position] = new ScoredItem(item, scores[item]);
        }

        return best;
    }
}
