namespace ExpertRouter.Core.Experts;

/// <summary>All aggregators, the published ones with their published parameters, by name.</summary>
public static class Aggregators
{
    /// <summary>One of each.</summary>
    public static IReadOnlyList<IExpertAggregator> All { get; } =
    [
        new VotesAggregator(), new ReciprocalRankAggregator(), new CombSumAggregator(), new SumOfSquaresAggregator(), new CombMnzAggregator(),
        new ExpCombMnzAggregator(), new Model1Aggregator(), new Model2Aggregator(), new ProfileAggregator(),
    ];
}
