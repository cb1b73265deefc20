namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Finds for an anchor the text that BM25 (k₁ = 1.2, b = .75) likes best among those it does not belong to. The words that stand in
/// more than a tenth of the texts are ignored. Thread-safe.
/// </summary>
internal sealed class HardNegativeIndex
{
    private const double K1 = 1.2;
    private const double B = .75;

    private readonly Dictionary<int, List<(int Text, float Weight)>> postings = [];
    private readonly int count;

    public HardNegativeIndex(IReadOnlyList<int[]> texts)
    {
        count = texts.Count;
        var mean = texts.Average(text => (double)text.Length);
        for (var i = 0; i < count; i++)
        {
            foreach (var group in texts[i].GroupBy(id => id))
            {
                var frequency = (double)group.Count();
                if (!postings.TryGetValue(group.Key, out var list))
                    postings.Add(group.Key, list = []);
                list.Add((i, (float)(frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * texts[i].Length / mean)))));
            }
        }
    }

    /// <param name="own">index of the text that belongs to the anchor and must not come back.</param>
    public int Find(int own, int[] anchor)
    {
        var scores = new Dictionary<int, double>();
        foreach (var id in anchor.Distinct())
        {
            if (!postings.TryGetValue(id, out var list) || list.Count > Math.Max(2, count / 10))
                continue;
            var idf = Math.Log(1 + (count - list.Count + .5) / (list.Count + .5));
            foreach (var (text, weight) in list)
                if (text != own)
                    scores[text] = scores.GetValueOrDefault(text) + idf * weight;
        }

        return scores.Count == 0 ? (own + 1) % count : scores.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).First().Key;
    }
}
