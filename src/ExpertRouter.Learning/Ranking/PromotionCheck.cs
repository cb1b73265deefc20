using ExpertRouter.Core.Ranking;

namespace ExpertRouter.Learning.Ranking;

/// <summary>
/// The gate before a new ranker goes into force: it must be better than the present one on queries neither was trained
/// on, and the difference must be significant.
/// </summary>
/// <param name="test">Two-sided p of paired differences against 0, such as a randomisation test; null when there are too few.</param>
public sealed class PromotionCheck(Func<IReadOnlyList<double>, double?> test)
{
    /// <summary>The largest p that still lets a model pass is just below this.</summary>
    public double Significance { get; init; } = .05;

    /// <summary>Compares a candidate with the ranker in force.</summary>
    /// <param name="candidate">The new ranker.</param>
    /// <param name="current">The ranker in force.</param>
    /// <param name="heldOut">Queries neither was trained on.</param>
    public PromotionDecision Decide(IRanker candidate, IRanker current, IReadOnlyList<PastQuery> heldOut) =>
        Decide([.. RankerTraining.Measure(candidate, heldOut).Zip(RankerTraining.Measure(current, heldOut), (mine, other) => mine - other)]);

    /// <summary>Decides by the differences of the reciprocal rank, candidate minus ranker in force, on queries neither was trained on.</summary>
    public PromotionDecision Decide(IReadOnlyList<double> differences)
    {
        if (differences.Count == 0) return new PromotionDecision(false, 0, null, "there is no held-out query to compare on");
        var difference = differences.Average();
        var p = test(differences);
        if (p is null)
            return new PromotionDecision(false, difference, null, $"{differences.Count} held-out queries are too few for a significance test");
        if (difference <= 0)
            return new PromotionDecision(false, difference, p, $"not better: MRR differs by {difference:+0.000;-0.000;0} on {differences.Count} held-out queries");
        return p < Significance
            ? new PromotionDecision(true, difference, p, $"better by {difference:0.000} MRR on {differences.Count} held-out queries, p = {p:0.0000}")
            : new PromotionDecision(false, difference, p, $"better by {difference:0.000} MRR on {differences.Count} held-out queries, but p = {p:0.000} is not below {Significance}");
    }
}
