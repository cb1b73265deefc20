using ExpertRouter.Core.Ranking;

namespace ExpertRouter.Learning.Ranking;

/// <summary>
/// Trains on the earlier past and measures on the later: a ranker is never judged by queries older than what it
/// learned from. Deterministic and thread-safe.
/// </summary>
/// <param name="trainer">The method.</param>
/// <param name="time">Dates the artifact.</param>
public sealed class RankerTraining(IRankerTrainer trainer, TimeProvider time)
{
    /// <summary>Share of the queries, the latest ones, that is held out.</summary>
    public double HeldOutShare { get; init; } = .25;

    /// <summary>Trains and measures.</summary>
    /// <param name="featureNames">One name per column.</param>
    /// <param name="past">Past queries in any order; those without a right candidate are passed over.</param>
    /// <exception cref="ArgumentException">Fewer than two queries have a right candidate.</exception>
    public TrainedRanker Train(IReadOnlyList<string> featureNames, IEnumerable<PastQuery> past)
    {
        PastQuery[] ordered = [.. past
            .Where(query => query.Group.Relevant.Length > 0)
            .OrderBy(query => query.At)
            .ThenBy(query => query.Id, StringComparer.Ordinal)];
        var heldOut = Math.Max(1, (int)(ordered.Length * HeldOutShare));
        if (ordered.Length < 2)
            throw new ArgumentException($"{ordered.Length} past queries have a known outcome; training needs some to learn from and some to check", nameof(past));
        RankingGroup[] earlier = [.. ordered[..^heldOut].Select(query => query.Group)];
        var ranker = trainer.Train(featureNames, earlier);
        PastQuery[] later = ordered[^heldOut..];
        var values = Measure(ranker, later);
        var metrics = new Dictionary<string, double> { ["MRR"] = values.Average() };
        var artifact = RankerArtifact.Create(ranker, trainer.Name, earlier, metrics, time.GetUtcNow());
        return new TrainedRanker(ranker, artifact with { TrainedUntil = ordered[^(heldOut + 1)].At }, later);
    }

    /// <summary>Reciprocal rank of the best right candidate per query; equal scores go to the smaller row number.</summary>
    public static IReadOnlyList<double> Measure(IRanker ranker, IReadOnlyList<PastQuery> queries) =>
        [.. queries.Select(query => ReciprocalRank(ranker.Score(query.Group), query.Group.Relevant))];

    private static double ReciprocalRank(double[] scores, int[] relevant) =>
        relevant.Length == 0
            ? 0
            : relevant.Max(right => 1.0 / (1 + Enumerable.Range(0, scores.Length).Count(other =>
                scores[other] > scores[right] || (scores[other] == scores[right] && other < right))));
}
