using ExpertRouter.Core.Routing;

namespace ExpertRouter.App.Routing.Simulation;

/// <summary>Another policy's choices, until it is switched to the next. Switched between decisions only.</summary>
internal sealed class SwitchedPolicy(IRoutingPolicy first) : IRoutingPolicy
{
    public IRoutingPolicy Current { get; set; } = first;

    public string Version => Current.Version;

    public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random) => Current.Choose(candidates, random);
}
