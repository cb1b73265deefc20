namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>What a tree thinks of the arms of a round. Asking changes nothing in the tree.</summary>
public static class TreeAdvice
{
    /// <summary>Per arm μ + θ·z_k with θ and z of <see cref="MetaCmab"/> in the region of the context, without the bonus for uncertainty; μ where nothing was learned.</summary>
    /// <exception cref="ArgumentException">The round does not fit the tree.</exception>
    public static double[] ExpectedRewards(ExpertiseTree tree, AdviceRound round)
    {
        round.Check(tree.Options.Experts.Count);
        if (round.Context.Length != tree.Grid.Features.Count)
            throw new ArgumentException($"the context has {round.Context.Length} features, the tree {tree.Grid.Features.Count}", nameof(round));
        var rewards = new double[round.Arms];
        Array.Fill(rewards, tree.Options.ExpectedReward);
        if (tree.Stop(round.Context).Model is not { } model)
            return rewards;
        var (rows, width) = (round.Centre(tree.Options.ExpectedReward), tree.Options.Experts.Count + 1);
        for (var arm = 0; arm < rewards.Length; arm++)
        {
            for (var i = 0; i < width; i++) rewards[arm] += model.Weights[i] * rows[(arm * width) + i];
        }
        return rewards;
    }
}
