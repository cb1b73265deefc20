namespace ExpertRouter.Core.Routing.Batches;

/// <summary>Who takes what. Every ticket of the batch is in one of the two lists.</summary>
/// <param name="Picks">Likeliest first.</param>
/// <param name="Unassigned">Tickets that nobody takes, in the order of the batch.</param>
public sealed record BatchPlan(IReadOnlyList<BatchPick> Picks, IReadOnlyList<long> Unassigned)
{
    /// <summary>Sum of the probabilities: the expected number of tickets in the right hands.</summary>
    public double Value => Picks.Sum(pick => pick.Probability);
}
