namespace ExpertRouter.Evaluation.Metrics;

/// <summary>Area under the receiver operating characteristic of scored yes/no outcomes. Thread-safe.</summary>
public static class RocCurve
{
    /// <summary>
    /// The probability that a random positive scores above a random negative, ties counting half
    /// (Mann–Whitney U / (positives · negatives)). O(n log n).
    /// </summary>
    /// <param name="scores">One finite score per item, higher meaning more likely positive.</param>
    /// <param name="positives">The outcome of each item, same length.</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or one of the two classes is empty.</exception>
    public static double Area(IReadOnlyList<double> scores, IReadOnlyList<bool> positives)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(positives);
        if (scores.Count != positives.Count)
        {
            throw new ArgumentException($"{scores.Count} scores but {positives.Count} outcomes.", nameof(positives));
        }

        var order = Enumerable.Range(0, scores.Count).ToArray();
        var keys = scores.ToArray();
        var nan = Array.FindIndex(keys, double.IsNaN);
        if (nan >= 0)
        {
            throw new ArgumentException($"Score {nan} is not a number.", nameof(scores));
        }

        Array.Sort(keys, order);
        long positiveCount = 0;
        var rankSum = 0.0;
        for (var start = 0; start < keys.Length;)
        {
            var end = start;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            var meanRank = (start + 1 + end) / 2.0;
            for (var i = start; i < end; i++)
            {
                if (positives[order[i]])
                {
                    positiveCount++;
                    rankSum += meanRank;
                }
            }

            start = end;
        }

        var negativeCount = keys.Length - positiveCount;
        if (positiveCount == 0 || negativeCount == 0)
        {
            throw new ArgumentException(
                $"AUC needs both outcomes; there are {positiveCount} positives and {negativeCount} negatives.", nameof(positives));
        }

        return (rankSum - positiveCount * (positiveCount + 1) / 2.0) / ((double)positiveCount * negativeCount);
    }
}
