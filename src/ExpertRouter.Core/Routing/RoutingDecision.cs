using System.Text.Json.Serialization;

namespace ExpertRouter.Core.Routing;

/// <summary>A decision about one ticket with everything needed to explain, replay and evaluate it. Immutable.</summary>
public sealed record RoutingDecision
{
    /// <summary>What the policy chose.</summary>
    public required RoutingChoice Choice { get; init; }

    /// <summary>Who passed the hard rules, in the order the policy saw them.</summary>
    public required IReadOnlyList<RoutingCandidate> Candidates { get; init; }

    /// <summary>Who did not, by descending score, and why.</summary>
    public IReadOnlyList<Exclusion> Excluded { get; init; } = [];

    /// <summary>Version of the policy.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>Version of what gave scores and probabilities.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>Whether the probabilities are fitted to past outcomes; otherwise they only say who stands out.</summary>
    public bool IsCalibrated { get; init; }

    /// <summary>Seed of the random numbers the policy saw.</summary>
    public required int Seed { get; init; }

    /// <summary>How the decision came about, one step a line, when the model can tell.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>What several rankers said, where whom to trust is learned; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RoutingAdvice? Advice { get; init; }

    /// <summary>Lets a policy decide.</summary>
    /// <exception cref="InvalidOperationException">The policy returned something impossible.</exception>
    public static RoutingDecision Make(
        IRoutingPolicy policy, IEnumerable<RoutingCandidate> candidates, IReadOnlyList<Exclusion> excluded, string modelVersion, int seed)
    {
        RoutingCandidate[] ordered = [.. Order(candidates)];
        var choice = policy.Choose(ordered, new Random(seed));
        if (choice.Propensities.Count != ordered.Length || choice.Propensities.Any(propensity => propensity is not (>= 0 and <= 1)))
            throw new InvalidOperationException($"Policy {policy.Version}: gave {choice.Propensities.Count} propensities for {ordered.Length} candidates, or one outside [0, 1].");
        if (!choice.Chosen.All(chosen => ordered.Any(candidate => candidate.ExpertId == chosen)))
            throw new InvalidOperationException($"Policy {policy.Version}: chose somebody who is no candidate.");
        return new RoutingDecision
        {
            Choice = choice,
            Candidates = ordered,
            Excluded = excluded,
            PolicyVersion = policy.Version,
            ModelVersion = modelVersion,
            Seed = seed,
        };
    }

    /// <summary>The order in which policies see candidates: descending probability, then ascending load, then ascending id.</summary>
    public static IEnumerable<RoutingCandidate> Order(IEnumerable<RoutingCandidate> candidates) =>
        candidates.OrderByDescending(candidate => candidate.Probability).ThenBy(candidate => candidate.Load).ThenBy(candidate => candidate.ExpertId);
}
