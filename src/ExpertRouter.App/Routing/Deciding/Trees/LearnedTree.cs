using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>
/// An expertise tree over a frame. After each outcome the splits on its ticket's path are chosen anew, so that deciding only reads and the outcomes
/// in their order determine the tree to the last bit. Not thread-safe.
/// </summary>
internal sealed class LearnedTree
{
    private const int SmallestRegion = 5;

    private readonly ContextFrame _frame;

    /// <summary>Learns from at least one outcome; all have the same rankers and number of topics.</summary>
    public LearnedTree(IReadOnlyList<AdviceOutcome> outcomes)
    {
        _frame = new ContextFrame([.. outcomes.Take(ContextFrame.Reference).Select(outcome => outcome.Traits)]);
        Tree = new ExpertiseTree(new TreeOptions { Experts = outcomes[0].Advisers, MinimumSamples = SmallestRegion }, _frame.Grid);
        Learn(outcomes);
    }

    public ExpertiseTree Tree { get; }

    public string Fingerprint { get; private set; } = "";

    public void Learn(IEnumerable<AdviceOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            var sample = outcome.ToSample(_frame);
            TreeEvent.Known(sample).Apply(Tree);
            TreeEvent.Asked(sample.Round.Context).Apply(Tree);
        }
        Fingerprint = TreeFingerprint.Of(Tree);
    }

    /// <summary>What it thinks of the experts of a decision; changes nothing.</summary>
    public TreeOpinion OpinionOf(Core.Routing.RoutingAdvice said)
    {
        var context = _frame.ContextOf(said.Traits);
        return new TreeOpinion(
            TreeAdvice.ExpectedRewards(Tree, new AdviceRound(context, [.. said.Scores], said.Experts.Count)), TreeReport.PathOf(Tree, context), Tree.Samples, Fingerprint);
    }
}
