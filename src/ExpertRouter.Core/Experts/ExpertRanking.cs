using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.Core.Experts;

/// <summary>Fills in one share per association of one expert, in the same order.</summary>
internal delegate void ShareRule(long expert, List<Association> associations, double[] shares);

/// <summary>Turns shares per document into ranked experts: divides by profile length, sums, sorts, breaks ties by id.</summary>
internal static class ExpertRanking
{
    public static IReadOnlyList<ExpertScore> Rank(
        Retrieved retrieved, AggregationOptions options, DateTimeOffset now, ShareRule rule)
    {
        var experts = Associations.ByExpert(retrieved, options, now);
        var ranking = new List<ExpertScore>(experts.Count);
        foreach (var (expert, associations) in experts)
        {
            var values = new double[associations.Count];
            rule(expert, associations, values);
            ranking.Add(Score(expert, associations, values, ProfileNorm(expert, options)));
        }
        ranking.Sort((left, right) =>
            left.Score != right.Score ? right.Score.CompareTo(left.Score) : left.ExpertId.CompareTo(right.ExpertId));
        return ranking;
    }

    /// <summary>documents(expert)^α; 1 when α is 0.</summary>
    public static double ProfileNorm(long expert, AggregationOptions options)
    {
        if (options.ProfileLengthExponent == 0)
            return 1;
        var length = options.ProfileLength
            ?? throw new ArgumentException("ProfileLengthExponent needs ProfileLength: say how many documents each expert has.", nameof(options));
        return Math.Pow(Math.Max(1, length(expert)), options.ProfileLengthExponent);
    }

    private static ExpertScore Score(long expert, List<Association> associations, double[] values, double norm)
    {
        var evidence = new Evidence[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var hit = associations[i].Hit;
            evidence[i] = new Evidence(hit.DocumentId, associations[i].Role, values[i] / norm, hit.Rank, hit.CreatedAt);
        }
        Array.Sort(evidence, (left, right) =>
            left.Share != right.Share ? right.Share.CompareTo(left.Share) : left.DocumentId.CompareTo(right.DocumentId));
        var score = 0.0;
        foreach (var item in evidence)
            score += item.Share;
        return new ExpertScore(expert, score, evidence);
    }
}
