using CsCheck;
using ExpertRouter.Core.Routing;

namespace ExpertRouter.Core.Tests.Routing.Policies;

/// <summary>Candidates for policy tests.</summary>
internal static class Cases
{
    /// <summary>1 to 12 candidates in a policy's order; probabilities are multiples of 1/128 and add up to at most 1.</summary>
    public static readonly Gen<RoutingCandidate[]> Any =
        from weights in Gen.Int[0, 64].Array[1, 12]
        from nobody in Gen.Int[0, 64]
        from loads in Gen.Int[0, 3].Array[12]
        from costs in Gen.Int[-1, 6].Array[12]
        select Ordered(weights.Select((weight, i) => new RoutingCandidate(
            i + 1, 0, Math.Floor(128.0 * weight / Math.Max(1, weights.Sum() + nobody)) / 128, loads[i], Cost: costs[i] < 0 ? null : costs[i])));

    /// <summary>Candidates 1, 2, 3 … with the given probabilities.</summary>
    public static RoutingCandidate[] Of(params double[] probabilities) =>
        Ordered(probabilities.Select((probability, i) => new RoutingCandidate(i + 1, 0, probability)));

    public static RoutingChoice Decide(this IRoutingPolicy policy, IReadOnlyList<RoutingCandidate> candidates, int seed = 0) =>
        policy.Choose(candidates, new Random(seed));

    private static RoutingCandidate[] Ordered(IEnumerable<RoutingCandidate> candidates) => [.. RoutingDecision.Order(candidates)];
}
