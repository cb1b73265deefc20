using System.Globalization;

namespace ExpertRouter.Core.Routing.Policies;

/// <summary>
/// Nobody as an outcome of its own, after the null experts of AdaMoE (Zeng et al., Findings of EMNLP 2024): the probability that
/// the candidates leave over belongs to "nobody here", and where nobody is the likeliest, or the likeliest candidate stays
/// below the threshold, nobody is asked. Null experts are interchangeable, so they count as one. Otherwise another policy decides,
/// on the candidates as they are. Threshold 0 still abstains where nobody is likelier than anybody.
/// </summary>
/// <param name="threshold">Least probability, in [0, 1], of the likeliest candidate for somebody to be asked.</param>
/// <param name="then">Decides when somebody is likely enough; null means the most likely gets it.</param>
public sealed class ThresholdPolicy(double threshold, IRoutingPolicy? then = null) : IRoutingPolicy
{
    private readonly double _threshold = Percent.Checked(threshold, nameof(threshold));
    private readonly IRoutingPolicy _then = then ?? new TopPolicy();

    /// <inheritdoc/>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"threshold({_threshold:0.####})>>{_then.Version}");

    /// <inheritdoc/>
    public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random)
    {
        if (candidates.Count == 0) return RoutingChoice.NobodyFits;
        var best = candidates[0].Probability;
        var nobody = 1 - candidates.Sum(candidate => candidate.Probability);
        if (best < _threshold)
            return RoutingChoice.Abstain(candidates, $"Nobody here is likely enough to help: the best is at {Percent.Of(best)}, {Percent.Of(_threshold)} is asked for.");
        return nobody > best
            ? RoutingChoice.Abstain(candidates, $"Most likely nobody here can help ({Percent.Of(nobody)}); the best is at {Percent.Of(best)}.")
            : _then.Choose(candidates, random);
    }
}
