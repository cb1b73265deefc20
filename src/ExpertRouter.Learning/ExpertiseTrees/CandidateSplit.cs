namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>One way to cut a node in two: values of the feature up to the boundary go low, larger ones high.</summary>
internal sealed record CandidateSplit(int Feature, double Boundary, TreeNode Low, TreeNode High)
{
    public double Value => Low.Value + High.Value;

    public TreeNode Side(double[] context) => context[Feature] <= Boundary ? Low : High;

    /// <summary>
    /// One candidate per feature whose list can still be cut: at the median of the list, or half-way where only its two
    /// ends are left. The low list ends with the last value at or below the median, and the high list starts with it.
    /// </summary>
    public static CandidateSplit[] Of(TreeNode node)
    {
        var candidates = new List<CandidateSplit>();
        for (var feature = 0; feature < node.Lists.Count; feature++)
        {
            var list = node.Lists[feature];
            var (low, high) = list.Length == 2 ? Halve(list) : Cut(list);
            if (low[^1] <= low[0] || high[^1] <= high[0]) continue;
            candidates.Add(new CandidateSplit(
                feature, low[^1],
                new TreeNode(node, feature, low[^1], isHigh: false, Replace(node.Lists, feature, low)),
                new TreeNode(node, feature, low[^1], isHigh: true, Replace(node.Lists, feature, high))));
        }

        return [.. candidates];
    }

    private static (double[] Low, double[] High) Halve(double[] list)
    {
        var middle = (list[0] + list[1]) / 2;
        return ([list[0], middle], [middle, list[1]]);
    }

    private static (double[] Low, double[] High) Cut(double[] list)
    {
        var median = list.Length % 2 == 1 ? list[list.Length / 2] : (list[(list.Length / 2) - 1] + list[list.Length / 2]) / 2;
        var count = Array.FindLastIndex(list, value => value <= median) + 1;
        return (list[..count], list[(count - 1)..]);
    }

    private static double[][] Replace(IReadOnlyList<double[]> lists, int feature, double[] list)
    {
        double[][] copy = [.. lists];
        copy[feature] = list;
        return copy;
    }
}
