namespace ExpertRouter.Evaluation.Metrics;

/// <summary>How evenly rankings spread attention over the experts. Thread-safe.</summary>
public static class Exposure
{
    /// <summary>
    /// Gini coefficient of non-negative amounts: Σ (2i − n − 1) x_i / (n Σ x) over ascending x. 0 when all are equal,
    /// (n − 1) / n when one has everything; 0 when all amounts are 0.
    /// </summary>
    /// <exception cref="ArgumentException">No amounts, or one that is negative or not finite.</exception>
    public static double Gini(IReadOnlyCollection<double> amounts)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        if (amounts.Count == 0 || amounts.Any(a => !double.IsFinite(a) || a < 0))
        {
            throw new ArgumentException("Gini needs at least one amount, all finite and not negative.", nameof(amounts));
        }

        var sorted = amounts.Order().ToArray();
        var total = sorted.Sum();
        return total == 0
            ? 0
            : sorted.Select((x, i) => (2.0 * (i + 1) - sorted.Length - 1) * x).Sum() / (sorted.Length * total);
    }

    /// <summary>
    /// Exposure each candidate receives from the first k places of the rankings, a place at rank r being worth
    /// 1 / log2(r + 1) (Singh and Joachims 2018). Candidates never shown have 0, so that they count in a Gini.
    /// </summary>
    /// <exception cref="ArgumentException">A ranking names somebody who is no candidate.</exception>
    public static IReadOnlyDictionary<string, double> Of(
        IEnumerable<IReadOnlyList<string>> rankings, IEnumerable<string> candidates, int k)
    {
        ArgumentNullException.ThrowIfNull(rankings);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);

        var exposure = candidates.ToDictionary(c => c, _ => 0.0, StringComparer.Ordinal);
        foreach (var ranking in rankings)
        {
            for (var i = 0; i < Math.Min(k, ranking.Count); i++)
            {
                if (!exposure.TryGetValue(ranking[i], out var sum))
                {
                    throw new ArgumentException($"'{ranking[i]}' is ranked but is no candidate.", nameof(rankings));
                }

                exposure[ranking[i]] = sum + 1 / Math.Log2(i + 2);
            }
        }

        return exposure;
    }
}
