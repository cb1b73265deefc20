namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>A tree as it stands, region by region. Making one changes nothing in the tree.</summary>
/// <param name="Leaves">The regions in which decisions are made; together they hold every outcome once.</param>
public sealed record TreeReport(IReadOnlyList<TreeLeaf> Leaves)
{
    /// <summary>
    /// The region with the lowest mean reward among those with an outcome, so that a minority is not averaged away; read it
    /// together with its number of samples. Null before the first outcome.
    /// </summary>
    public TreeLeaf? Worst => Leaves.Where(leaf => leaf.Samples > 0).MinBy(leaf => leaf.MeanReward);

    /// <summary>The region that would decide for a context by now.</summary>
    /// <exception cref="ArgumentException">The context does not fit the tree.</exception>
    public static TreePath PathOf(ExpertiseTree tree, double[] context)
    {
        if (context.Length != tree.Grid.Features.Count)
            throw new ArgumentException($"the context has {context.Length} features, the tree {tree.Grid.Features.Count}");
        var cuts = new List<Cut>();
        var node = tree.Root;
        while (tree.Descends(node))
        {
            var split = node.Chosen!;
            node = split.Side(context);
            cuts.Add(new Cut(split, node == split.High));
        }

        return Describe(tree, node, cuts);
    }

    /// <summary>Reads a tree.</summary>
    public static TreeReport Of(ExpertiseTree tree)
    {
        var leaves = new List<TreeLeaf>();
        Collect(tree, tree.Root, [], Enumerable.Range(0, tree.Samples).ToList(), leaves);
        return new TreeReport(leaves);
    }

    private static void Collect(ExpertiseTree tree, TreeNode node, Cut[] cuts, List<int> samples, List<TreeLeaf> leaves)
    {
        if (tree.Descends(node))
        {
            var split = node.Chosen!;
            var sides = samples.ToLookup(sample => split.Side(tree.Log[sample].Round.Context) == split.High);
            Collect(tree, split.Low, [.. cuts, new Cut(split, false)], [.. sides[false]], leaves);
            Collect(tree, split.High, [.. cuts, new Cut(split, true)], [.. sides[true]], leaves);
            return;
        }

        var (sum, squares) = node.Weight;
        leaves.Add(new TreeLeaf(
            Describe(tree, node, cuts),
            samples.Count,
            samples.Count == 0 ? 0 : samples.Average(sample => tree.Log[sample].Reward),
            squares == 0 ? 0 : sum * sum / squares));
    }

    private static TreePath Describe(ExpertiseTree tree, TreeNode node, IReadOnlyList<Cut> cuts)
    {
        var conditions = cuts.GroupBy(cut => cut.Split.Feature).Select(group => new PathCondition(
            tree.Grid.Features[group.Key],
            group.Where(cut => cut.High).Max(cut => (double?)cut.Split.Boundary),
            group.Where(cut => !cut.High).Min(cut => (double?)cut.Split.Boundary)));
        var model = node.Model;
        var weights = tree.Options.Experts.Select((expert, i) => new TrustWeight(expert, model is null ? 0 : model.Weights[i]));
        return new TreePath([.. conditions], [.. weights], model?.Samples ?? 0);
    }

    private sealed record Cut(CandidateSplit Split, bool High);
}
