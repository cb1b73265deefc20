namespace ExpertRouter.Core.Routing;

/// <summary>What a policy chose among candidates. Immutable.</summary>
public sealed record RoutingChoice
{
    /// <summary>What to do.</summary>
    public required RoutingAction Action { get; init; }

    /// <summary>Who is asked, most likely first, each once: one for Assign, several for Offer, nobody for Abstain.</summary>
    public IReadOnlyList<long> Chosen { get; init; } = [];

    /// <summary>
    /// Per candidate, in the order they were given, the probability in [0, 1] with which this policy asks that expert in this
    /// situation, over its own randomness. Without randomness 1 for the chosen and 0 for the others.
    /// </summary>
    public required IReadOnlyList<double> Propensities { get; init; }

    /// <summary>One sentence for people: why this.</summary>
    public required string Reason { get; init; }

    /// <summary>A choice without randomness.</summary>
    /// <exception cref="ArgumentException">Somebody chosen is no candidate or is named twice, or their number does not fit the action.</exception>
    public static RoutingChoice Certain(RoutingAction action, IReadOnlyList<RoutingCandidate> candidates, IReadOnlyList<long> chosen, string reason)
    {
        var asked = chosen.ToHashSet();
        if (asked.Count != chosen.Count || !asked.IsSubsetOf(candidates.Select(candidate => candidate.ExpertId)))
            throw new ArgumentException($"Chosen: {string.Join(", ", chosen)}; each must be a candidate, named once.", nameof(chosen));
        var fits = action switch
        {
            RoutingAction.Abstain => chosen.Count == 0,
            RoutingAction.Assign => chosen.Count == 1,
            _ => chosen.Count > 0,
        };
        if (!fits)
            throw new ArgumentException($"{action} with {chosen.Count} chosen experts makes no sense.", nameof(chosen));
        return new RoutingChoice
        {
            Action = action,
            Chosen = chosen,
            Propensities = [.. candidates.Select(candidate => asked.Contains(candidate.ExpertId) ? 1.0 : 0.0)],
            Reason = reason,
        };
    }

    /// <summary>Nobody is asked, because there is no candidate.</summary>
    public static RoutingChoice NobodyFits { get; } = Abstain([], "Nobody who may be asked fits.");

    /// <summary>Nobody is asked.</summary>
    public static RoutingChoice Abstain(IReadOnlyList<RoutingCandidate> candidates, string reason) =>
        Certain(RoutingAction.Abstain, candidates, [], reason);
}
