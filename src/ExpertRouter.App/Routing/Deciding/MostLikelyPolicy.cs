using ExpertRouter.Core.Routing;

namespace ExpertRouter.App.Routing.Deciding;

/// <summary>Assigns to the most likely candidate; abstains only when there is none.</summary>
public sealed class MostLikelyPolicy : IRoutingPolicy
{
    /// <inheritdoc/>
    public string Version => "most-likely";

    /// <inheritdoc/>
    public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random) =>
        candidates.Count == 0
            ? RoutingChoice.Abstain(candidates, "Nobody who may be asked has anything to do with this.")
            : RoutingChoice.Certain(RoutingAction.Assign, candidates, [candidates[0].ExpertId], "The most likely one.");
}
