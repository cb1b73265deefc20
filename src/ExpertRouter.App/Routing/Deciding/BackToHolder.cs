using ExpertRouter.Core.Routing;

namespace ExpertRouter.App.Routing.Deciding;

/// <summary>A reopened ticket goes back to who resolved it, while the rules allow: they know it already.</summary>
/// <param name="holder">Who resolved it.</param>
/// <param name="otherwise">Version of the policy that would have decided.</param>
internal sealed class BackToHolder(long holder, string otherwise) : IRoutingPolicy
{
    public string Version => $"back-to-holder,{otherwise}";

    public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random) =>
        RoutingChoice.Certain(RoutingAction.Assign, candidates, [holder], "Reopened: goes back to who worked on it.");
}
