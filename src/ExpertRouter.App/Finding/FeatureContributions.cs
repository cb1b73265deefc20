using ExpertRouter.Core.Experts;
using ExpertRouter.Core.Ranking;

namespace ExpertRouter.App.Finding;

/// <summary>
/// Divides learned scores by feature. A feature's part is how far it lifts the expert above the candidate whom it serves
/// least, so that no part is negative; the rest is the base, the score of somebody last in everything. Since the score is
/// e^(Σ parts + base), parts are stated in proportion: value = part / Σ parts · (score − base score). Values and base add
/// up to the score. Computed when first asked for; thread-safe.
/// </summary>
public sealed class FeatureContributions(IRanker ranker, RankingGroup group, IReadOnlyDictionary<long, int> rows, double[] values)
{
    /// <summary>Name of what all candidates share.</summary>
    public const string Base = "base";

    private readonly Lazy<(double[][] Parts, double Base)> _explained = new(() => Explain(ranker, group, values));

    /// <summary>The parts of an expert's score, largest first; parts that are 0 are left out.</summary>
    public IReadOnlyList<Contribution> Of(ExpertScore score)
    {
        var (all, baseExponent) = _explained.Value;
        var parts = all[rows[score.ExpertId]];
        var sum = parts.Sum();
        var lowest = sum > 0 ? Math.Min(score.Score, LearnedRanking.Positive(baseExponent)) : score.Score;
        return [.. parts
            .Select((part, feature) => new Contribution(ranker.FeatureNames[feature], sum > 0 ? part / sum * (score.Score - lowest) : 0, 0))
            .Append(new Contribution(Base, lowest, 0))
            .Where(contribution => contribution.Value > 0)
            .OrderByDescending(contribution => contribution.Value)
            .ThenBy(contribution => contribution.Signal, StringComparer.Ordinal)];
    }

    private static (double[][] Parts, double Base) Explain(IRanker ranker, RankingGroup group, double[] values)
    {
        double[][] parts = [.. Enumerable.Range(0, group.Candidates).Select(candidate => ranker.Explain(group, candidate))];
        var shared = values[0] - parts[0].Sum();
        for (var feature = 0; feature < ranker.FeatureNames.Count; feature++)
        {
            var least = parts.Min(row => row[feature]);
            shared += least;
            foreach (var row in parts)
                row[feature] -= least;
        }
        return (parts, shared - values.Max());
    }
}
