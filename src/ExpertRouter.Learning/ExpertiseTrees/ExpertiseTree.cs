namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>
/// Expertise tree (Abels et al., Expertise Trees Resolve Knowledge Limitations in Collective Decision-Making, ICML 2023):
/// learns in which region of the context space whose advice is worth what. Every node and every candidate child has a
/// <see cref="MetaCmab"/> trained by replaying the past samples of its box. Before each decision the splits along the
/// path of the context are chosen anew (ET): the candidate with the greatest off-policy value v_low + v_high, or none where
/// the node's own value is at least as large; with <see cref="TreeOptions.Incremental"/> a split once made stays (IET).
/// The decision is that of the deepest node reached; ET stops earlier where a node's own value is at least the best value
/// below. Greedy logging starves the estimate v: keep some exploration, and see <see cref="TreeLeaf.EffectiveSamples"/>.
/// The sequence of calls determines the tree to the last bit (<see cref="TreeArtifact"/>). Not thread-safe.
/// </summary>
public sealed class ExpertiseTree : IAdviceLearner
{
    private readonly SampleLog _log;
    private readonly TreeNode _root;

    /// <summary>An empty tree.</summary>
    /// <exception cref="ArgumentException">There are no experts or features, or more features than the options allow.</exception>
    public ExpertiseTree(TreeOptions options, SplitGrid grid)
    {
        if (options.Experts.Count == 0)
            throw new ArgumentException("a tree needs at least one expert", nameof(options));
        if (grid.Features.Count == 0 || grid.Features.Count != grid.Quantiles.Count)
            throw new ArgumentException($"the grid has {grid.Features.Count} feature names and {grid.Quantiles.Count} lists; it needs one each per feature", nameof(grid));
        if (grid.Features.Count > options.MaximumFeatures)
            throw new ArgumentException($"{grid.Features.Count} features, but at most {options.MaximumFeatures} are allowed: reduce them, for instance by principal components", nameof(grid));
        (Options, Grid) = (options, grid);
        _log = new SampleLog(options.ExpectedReward);
        _root = new TreeNode(null, 0, 0, isHigh: false, grid.Quantiles);
    }

    /// <inheritdoc/>
    public string Name => Options.Incremental ? "IET" : "ET";

    /// <summary>How it learns.</summary>
    public TreeOptions Options { get; }

    /// <summary>Where it may split.</summary>
    public SplitGrid Grid { get; }

    /// <summary>How many samples it learned from.</summary>
    public int Samples => _log.Count;

    internal TreeNode Root => _root;

    internal SampleLog Log => _log;

    /// <inheritdoc/>
    public ArmChoice Choose(AdviceRound round, ulong draw)
    {
        Check(round);
        Visit(round.Context);
        var model = Stop(round.Context).Model ?? new MetaCmab(Options.Experts.Count, Options.ExpectedReward);
        return model.Choose(round, draw);
    }

    /// <inheritdoc/>
    public void Learn(AdviceSample sample)
    {
        sample.Check(Options.Experts.Count);
        Check(sample.Round);
        _log.Add(sample);
    }

    /// <summary>Revises the splits along a context's path, as <see cref="Choose"/> does before it decides.</summary>
    public void Visit(double[] context)
    {
        var node = _root;
        while (true)
        {
            node.Gather(_log);
            if (node.Samples.Count < Options.MinimumSamples) return;
            if (!Options.Incremental || node.Chosen is null) node.Chosen = BestSplit(node);
            if (node.Chosen is null) return;
            node = node.Chosen.Side(context);
        }
    }

    /// <summary>The node that would decide for a context by now; changes nothing.</summary>
    internal TreeNode Stop(double[] context)
    {
        var node = _root;
        while (node.Chosen is not null && Descends(node)) node = node.Chosen.Side(context);
        return node;
    }

    internal bool Descends(TreeNode node) => node.Chosen is not null && (Options.Incremental || node.Value < node.BestValue);

    private CandidateSplit? BestSplit(TreeNode node)
    {
        Replay(node);
        CandidateSplit? best = null;
        var bestValue = node.Value;
        foreach (var candidate in node.Candidates ??= CandidateSplit.Of(node))
        {
            candidate.Low.Gather(_log);
            candidate.High.Gather(_log);
            if (candidate.Low.Samples.Count < Options.MinimumSamples || candidate.High.Samples.Count < Options.MinimumSamples) continue;
            Replay(candidate.Low);
            Replay(candidate.High);
            if (candidate.Value > bestValue) (best, bestValue) = (candidate, candidate.Value);
        }

        return best;
    }

    private void Replay(TreeNode node) => node.Replay(_log, Options.Experts.Count, Options.ExpectedReward);

    private void Check(AdviceRound round)
    {
        round.Check(Options.Experts.Count);
        if (round.Context.Length != Grid.Features.Count)
            throw new ArgumentException($"the context has {round.Context.Length} features, the tree {Grid.Features.Count}");
    }
}
