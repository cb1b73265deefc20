using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>What a tree thinks of the experts of a decision. Immutable.</summary>
/// <param name="Rewards">Expected reward of asking each, in the order of the advice.</param>
/// <param name="Path">The region and whom it trusts there.</param>
/// <param name="Outcomes">Outcomes that the whole tree learned from.</param>
/// <param name="Fingerprint">SHA-256 of the tree's state.</param>
internal sealed record TreeOpinion(IReadOnlyList<double> Rewards, TreePath Path, int Outcomes, string Fingerprint)
{
    /// <summary>Positions of the experts, best first; of equal ones the one who was first stays so.</summary>
    public int[] Order() => [.. Enumerable.Range(0, Rewards.Count).OrderByDescending(position => Rewards[position])];
}
