using ExpertRouter.Core.Routing;

namespace ExpertRouter.App.Tests.Routing;

/// <summary>Offers to the first few candidates.</summary>
internal sealed class AskSome : IRoutingPolicy
{
    public int Count { get; set; } = 1;

    /// <summary>Called before each choice.</summary>
    public Action? Choosing { get; set; }

    public string Version => $"ask-{Count}";

    public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random)
    {
        Choosing?.Invoke();
        return candidates.Count switch
        {
            0 => RoutingChoice.Abstain(candidates, "nobody"),
            _ when Count == 1 => RoutingChoice.Certain(RoutingAction.Assign, candidates, [candidates[0].ExpertId], "the first"),
            _ => RoutingChoice.Certain(RoutingAction.Offer, candidates, [.. candidates.Take(Count).Select(candidate => candidate.ExpertId)], "the first few"),
        };
    }
}
