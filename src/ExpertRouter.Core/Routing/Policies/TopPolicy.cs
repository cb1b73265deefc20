namespace ExpertRouter.Core.Routing.Policies;

/// <summary>Assigns to the most likely candidate; equally likely ones in favour of the less loaded. Abstains only without candidates.</summary>
public sealed class TopPolicy : IRoutingPolicy
{
    /// <inheritdoc/>
    public string Version => "top";

    /// <inheritdoc/>
    public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random) => candidates.Count == 0
        ? RoutingChoice.NobodyFits
        : RoutingChoice.Certain(
            RoutingAction.Assign, candidates, [candidates[0].ExpertId], $"The most likely to help, at {Percent.Of(candidates[0].Probability)}.");
}
