namespace ExpertRouter.Learning.Ranking;

/// <summary>
/// A binary tree over feature columns. Inner node i sends a row to <see cref="Low"/>[i] when its feature is at most the
/// threshold, else to <see cref="High"/>[i]; a negative child c is leaf number ~c. Immutable.
/// </summary>
/// <param name="Features">Column per inner node.</param>
/// <param name="Thresholds">Threshold per inner node.</param>
/// <param name="Low">Child for small values.</param>
/// <param name="High">Child for large values.</param>
/// <param name="Leaves">Value per leaf; a tree without inner nodes has one.</param>
public sealed record RegressionTree(int[] Features, float[] Thresholds, int[] Low, int[] High, double[] Leaves)
{
    /// <summary>The leaf value of a row.</summary>
    public double Score(ReadOnlySpan<float> row)
    {
        var node = Features.Length == 0 ? ~0 : 0;
        while (node >= 0) node = row[Features[node]] <= Thresholds[node] ? Low[node] : High[node];
        return Leaves[~node];
    }

    /// <summary>
    /// Spreads a row's value over the features of its path: each split gets the change of the mean of the leaves below
    /// (Saabas' method). The parts add up to the value minus the mean of all leaves.
    /// </summary>
    public void Explain(ReadOnlySpan<float> row, double[] parts)
    {
        var node = Features.Length == 0 ? ~0 : 0;
        var mean = Mean(node).Mean;
        while (node >= 0)
        {
            var feature = Features[node];
            node = row[feature] <= Thresholds[node] ? Low[node] : High[node];
            var below = Mean(node).Mean;
            parts[feature] += below - mean;
            mean = below;
        }
    }

    private (double Mean, int Leaves) Mean(int node)
    {
        if (node < 0) return (Leaves[~node], 1);
        var low = Mean(Low[node]);
        var high = Mean(High[node]);
        var leaves = low.Leaves + high.Leaves;
        return (((low.Mean * low.Leaves) + (high.Mean * high.Leaves)) / leaves, leaves);
    }
}
