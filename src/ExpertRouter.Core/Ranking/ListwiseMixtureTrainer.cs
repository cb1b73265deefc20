namespace ExpertRouter.Core.Ranking;

/// <summary>
/// Fits a <see cref="ListwiseMixture"/>: softmax over the candidates of a query, cross-entropy against the uniform
/// distribution over the right ones (ListNet with top-one probabilities, Cao et al., ICML 2007), squared penalty on
/// the distance of the weights from a prior, L-BFGS. Deterministic whatever the number of processors.
/// </summary>
/// <param name="penalty">λ of λ/2·‖w − prior‖², beside the mean loss per query.</param>
/// <param name="prior">Weights of the standardised features to stay close to; null means 0.</param>
public sealed class ListwiseMixtureTrainer(double penalty = 1e-3, IReadOnlyList<double>? prior = null) : IRankerTrainer
{
    private const int Chunks = 16;

    /// <inheritdoc/>
    public string Name => "listwise mixture";

    /// <inheritdoc/>
    public IRanker Train(IReadOnlyList<string> featureNames, IReadOnlyList<RankingGroup> groups) => Fit(featureNames, groups);

    /// <summary>As <see cref="Train"/>, with the weights open to see.</summary>
    public ListwiseMixture Fit(IReadOnlyList<string> featureNames, IReadOnlyList<RankingGroup> groups)
    {
        var width = featureNames.Count;
        if (groups.FirstOrDefault(group => group.Candidates > 0 && group.Width != width) is { } odd)
            throw new ArgumentException($"a group has {odd.Width} columns for {width} feature names", nameof(groups));
        if (prior is not null && prior.Count != width)
            throw new ArgumentException($"the prior has {prior.Count} weights for {width} features", nameof(featureNames));
        var useful = groups.Where(group => group.Relevant.Length > 0).ToArray();
        if (useful.Length == 0)
            throw new ArgumentException("no past query has a right candidate; there is nothing to learn from", nameof(groups));

        var (means, deviations) = Moments(useful, width);
        var start = prior?.ToArray() ?? new double[width];
        var weights = Lbfgs.Minimise((point, gradient) => Loss(useful, means, deviations, start, point, gradient), start);
        return new ListwiseMixture(featureNames, weights, means, deviations);
    }

    private static (double[] Means, double[] Deviations) Moments(RankingGroup[] groups, int width)
    {
        var sums = new double[width];
        var squares = new double[width];
        var rows = 0L;
        foreach (var group in groups)
        {
            rows += group.Candidates;
            for (var candidate = 0; candidate < group.Candidates; candidate++)
            {
                var row = group.Row(candidate);
                for (var i = 0; i < width; i++)
                {
                    sums[i] += row[i];
                    squares[i] += (double)row[i] * row[i];
                }
            }
        }

        var means = Array.ConvertAll(sums, sum => sum / rows);
        var deviations = new double[width];
        for (var i = 0; i < width; i++)
        {
            var variance = (squares[i] / rows) - (means[i] * means[i]);
            deviations[i] = variance > 1e-12 ? Math.Sqrt(variance) : 0;
        }

        return (means, deviations);
    }

    private double Loss(RankingGroup[] groups, double[] means, double[] deviations, double[] centre, double[] point, double[] gradient)
    {
        var slopes = new float[point.Length];
        for (var i = 0; i < slopes.Length; i++) slopes[i] = deviations[i] > 0 ? (float)(point[i] / deviations[i]) : 0;

        var losses = new double[Chunks];
        var gradients = new double[Chunks][];
        Parallel.For(0, Chunks, chunk =>
        {
            var sum = new double[point.Length];
            for (var number = chunk; number < groups.Length; number += Chunks) losses[chunk] += GroupLoss(groups[number], slopes, sum);
            gradients[chunk] = sum;
        });

        var loss = losses.Sum() / groups.Length;
        for (var i = 0; i < point.Length; i++)
        {
            var sum = 0.0;
            foreach (var part in gradients) sum += part[i];
            var distance = point[i] - centre[i];
            gradient[i] = (deviations[i] > 0 ? sum / (groups.Length * deviations[i]) : 0) + (penalty * distance);
            loss += penalty / 2 * distance * distance;
        }

        return loss;
    }

    /// <summary>Cross-entropy of one query; adds its derivative by the unstandardised slopes to <paramref name="sum"/>.</summary>
    private static double GroupLoss(RankingGroup group, float[] slopes, double[] sum)
    {
        var scores = new double[group.Candidates];
        var best = double.NegativeInfinity;
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            var row = group.Row(candidate);
            var score = 0f;
            for (var i = 0; i < slopes.Length; i++) score += slopes[i] * row[i];
            scores[candidate] = score;
            best = Math.Max(best, scores[candidate]);
        }

        var total = 0.0;
        foreach (var score in scores) total += Math.Exp(score - best);
        var logTotal = best + Math.Log(total);
        var share = 1.0 / group.Relevant.Length;
        var loss = 0.0;
        foreach (var relevant in group.Relevant) loss += share * (logTotal - scores[relevant]);

        var expected = new float[slopes.Length];
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            var probability = (float)Math.Exp(scores[candidate] - logTotal);
            if (probability < 1e-12f) continue;
            var row = group.Row(candidate);
            for (var i = 0; i < expected.Length; i++) expected[i] += probability * row[i];
        }

        for (var i = 0; i < expected.Length; i++)
        {
            var observed = 0.0;
            foreach (var relevant in group.Relevant) observed += share * group.Row(relevant)[i];
            sum[i] += expected[i] - observed;
        }

        return loss;
    }
}
