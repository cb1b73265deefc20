namespace ExpertRouter.Core.Ranking;

/// <summary>A trained function from features to a ranking score. Implementations are immutable and thread-safe.</summary>
public interface IRanker
{
    /// <summary>Names of the features it reads, in column order.</summary>
    IReadOnlyList<string> FeatureNames { get; }

    /// <summary>One score per candidate; larger is better; comparable only inside the group.</summary>
    double[] Score(RankingGroup group);

    /// <summary>
    /// Why a candidate stands where it stands: one signed part per feature, adding up to its score minus a constant that
    /// all candidates of the group share.
    /// </summary>
    double[] Explain(RankingGroup group, int candidate);
}
