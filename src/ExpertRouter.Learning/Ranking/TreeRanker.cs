using ExpertRouter.Core.Ranking;

namespace ExpertRouter.Learning.Ranking;

/// <summary>A sum of regression trees, as LambdaMART learns it; needs no library to score. Immutable and thread-safe.</summary>
/// <param name="featureNames">One name per column.</param>
/// <param name="trees">Trees with their weights already in the leaves.</param>
public sealed class TreeRanker(IReadOnlyList<string> featureNames, IReadOnlyList<RegressionTree> trees) : IRanker
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames => featureNames;

    /// <summary>The trees.</summary>
    public IReadOnlyList<RegressionTree> Trees => trees;

    /// <inheritdoc/>
    public double[] Score(RankingGroup group)
    {
        var scores = new double[group.Candidates];
        for (var candidate = 0; candidate < scores.Length; candidate++)
            foreach (var tree in trees)
                scores[candidate] += tree.Score(group.Row(candidate));
        return scores;
    }

    /// <inheritdoc/>
    public double[] Explain(RankingGroup group, int candidate)
    {
        var parts = new double[featureNames.Count];
        foreach (var tree in trees) tree.Explain(group.Row(candidate), parts);
        return parts;
    }
}
