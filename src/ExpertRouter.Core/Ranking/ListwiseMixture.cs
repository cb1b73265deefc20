namespace ExpertRouter.Core.Ranking;

/// <summary>
/// A linear mixture of standardised features: score = Σ w·(f − mean)/deviation. Few parameters, and every part of a
/// score has a name. Immutable and thread-safe.
/// </summary>
public sealed class ListwiseMixture : IRanker
{
    private readonly double[] _slopes;

    /// <summary>A mixture with known parameters, one entry per feature in each list.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public ListwiseMixture(
        IReadOnlyList<string> featureNames,
        IReadOnlyList<double> weights,
        IReadOnlyList<double> means,
        IReadOnlyList<double> deviations)
    {
        if (weights.Count != featureNames.Count || means.Count != featureNames.Count || deviations.Count != featureNames.Count)
            throw new ArgumentException($"{featureNames.Count} features need as many weights, means and deviations", nameof(weights));
        FeatureNames = featureNames;
        Weights = weights;
        Means = means;
        Deviations = deviations;
        _slopes = [.. weights.Zip(deviations, (weight, deviation) => deviation > 0 ? weight / deviation : 0)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Weight of each standardised feature.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>Mean of each feature in training.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>Standard deviation of each feature in training; 0 switches a feature off.</summary>
    public IReadOnlyList<double> Deviations { get; }

    /// <inheritdoc/>
    public double[] Score(RankingGroup group)
    {
        var scores = new double[group.Candidates];
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            var row = group.Row(candidate);
            for (var i = 0; i < _slopes.Length; i++) scores[candidate] += _slopes[i] * (row[i] - Means[i]);
        }

        return scores;
    }

    /// <inheritdoc/>
    public double[] Explain(RankingGroup group, int candidate)
    {
        var parts = new double[_slopes.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var mean = 0.0;
            for (var other = 0; other < group.Candidates; other++) mean += group.Row(other)[i];
            parts[i] = _slopes[i] * (group.Row(candidate)[i] - (mean / group.Candidates));
        }

        return parts;
    }
}
