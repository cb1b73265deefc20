using System.Globalization;

namespace ExpertRouter.Core.Routing.Policies;

/// <summary>
/// Never lets chance among equals look like a choice: where the candidates' probabilities are flat, the ticket goes to the
/// triage group, or to all candidates when none of them belongs to it (after GW-MoE, Wu et al. 2024, which broadcasts tokens
/// of high router entropy). Flat means H ≥ f · ln E, H the entropy in nats of the probabilities normalised over the E
/// candidates; a share of ln E, because E differs from ticket to ticket (the paper's H* of 1.6 and 1.8 among 8 experts are f = .77
/// and .87). f above 1: never; 0: always; 1: only if all are exactly equal. A single candidate is no choice and left to the other policy.
/// </summary>
/// <param name="flatness">f, at least 0.</param>
/// <param name="triage">Generalists who sort out what nobody stands out for.</param>
/// <param name="then">Decides when somebody stands out; null means the most likely gets it.</param>
public sealed class FlatEntropyPolicy(double flatness, IReadOnlySet<long> triage, IRoutingPolicy? then = null) : IRoutingPolicy
{
    private const double Rounding = 1e-12;

    private readonly double _flatness = flatness >= 0 ? flatness : throw new ArgumentOutOfRangeException(nameof(flatness), flatness, "Flatness must be at least 0.");
    private readonly IRoutingPolicy _then = then ?? new TopPolicy();

    /// <inheritdoc/>
    public string Version => string.Create(
        CultureInfo.InvariantCulture, $"flat-entropy({_flatness:0.####},triage={string.Join('+', triage.Order())})>>{_then.Version}");

    /// <inheritdoc/>
    public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random)
    {
        if (candidates.Count < 2) return _then.Choose(candidates, random);
        var flat = Flatness(candidates);
        if (flat < _flatness - Rounding) return _then.Choose(candidates, random);
        long[] group = [.. candidates.Select(candidate => candidate.ExpertId).Where(triage.Contains)];
        return group.Length > 0
            ? RoutingChoice.Certain(
                group.Length == 1 ? RoutingAction.Assign : RoutingAction.Offer, candidates, group,
                $"Nobody stands out among {candidates.Count} (evenness {Percent.Of(flat)}): the triage group sorts it out.")
            : RoutingChoice.Certain(
                RoutingAction.Broadcast, candidates, [.. candidates.Select(candidate => candidate.ExpertId)],
                $"Nobody stands out among {candidates.Count} (evenness {Percent.Of(flat)}): all are asked.");
    }

    /// <summary>H / ln E, in [0, 1]; 1 where all are equally likely, all being impossible included.</summary>
    public static double Flatness(IReadOnlyList<RoutingCandidate> candidates)
    {
        var sum = candidates.Sum(candidate => candidate.Probability);
        if (sum <= 0 || candidates.Count < 2) return 1;
        var entropy = -candidates.Select(candidate => candidate.Probability / sum).Where(share => share > 0).Sum(share => share * Math.Log(share));
        return Math.Clamp(entropy / Math.Log(candidates.Count), 0, 1);
    }
}
