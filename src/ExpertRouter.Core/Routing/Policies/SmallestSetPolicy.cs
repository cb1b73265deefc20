using System.Globalization;

namespace ExpertRouter.Core.Routing.Policies;

/// <summary>
/// Asks the smallest set of candidates whose probability together exceeds p, the one that crosses p included, so that harder
/// tickets reach more people: the dynamic routing of Huang et al. (Harder Tasks Need More Experts, ACL 2024) over people.
/// Probabilities are used as they are, not renormalised; where all together do not exceed p, all are asked. Never more than the cap.
/// </summary>
/// <param name="mass">p, at least 0; 1 or more asks everybody; .4 in the paper.</param>
/// <param name="cap">At most so many are asked, at least 1.</param>
public sealed class SmallestSetPolicy(double mass = .4, int cap = 5) : IRoutingPolicy
{
    private readonly double _mass = mass >= 0 ? mass : throw new ArgumentOutOfRangeException(nameof(mass), mass, "The probability to exceed must be at least 0.");
    private readonly int _cap = cap >= 1 ? cap : throw new ArgumentOutOfRangeException(nameof(cap), cap, "At least one must be asked.");

    /// <inheritdoc/>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"smallest-set(p={_mass:0.####},cap={_cap})");

    /// <inheritdoc/>
    public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random)
    {
        if (candidates.Count == 0) return RoutingChoice.NobodyFits;
        var sum = 0.0;
        var count = 0;
        while (count < Math.Min(_cap, candidates.Count) && (sum <= _mass || _mass >= 1)) sum += candidates[count++].Probability;
        var reason = count == 1
            ? $"One is enough: {Percent.Of(sum)} likely to help, more than {Percent.Of(_mass)}."
            : $"{count} together are {Percent.Of(sum)} likely to help; {Percent.Of(_mass)} is to be exceeded{(sum <= _mass && count == _cap ? $", but at most {_cap} are asked" : "")}.";
        return RoutingChoice.Certain(
            count == 1 ? RoutingAction.Assign : RoutingAction.Offer, candidates, [.. candidates.Take(count).Select(candidate => candidate.ExpertId)], reason);
    }
}
