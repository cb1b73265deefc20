using System.Globalization;

namespace ExpertRouter.Core.Routing.Policies;

/// <summary>
/// Fairness among those who would do about as well: of the first few, those with p ≥ ratio · p of the likeliest count as equally
/// likely; who was asked less often lately comes first among them, then who has less in hand. Another policy then decides on that order. Ratio 1 only breaks exact ties;
/// the smaller it is, the more evenly work is spread and the more probability is given up for it, never more than the share 1 − ratio.
/// </summary>
/// <param name="ratio">In [0, 1]: what part of the best probability counts as equal.</param>
/// <param name="then">Decides; null means that the first gets it.</param>
/// <param name="among">Only so many of the likeliest can count as equal, at least 1.</param>
public sealed class LessLoadedPolicy(double ratio, IRoutingPolicy? then = null, int among = 3) : IRoutingPolicy
{
    private const double Rounding = 1e-12;

    private readonly double _ratio = Percent.Checked(ratio, nameof(ratio));
    private readonly int _among = among >= 1 ? among : throw new ArgumentOutOfRangeException(nameof(among), among, "At least one must take part.");
    private readonly IRoutingPolicy _then = then ?? new TopPolicy();

    /// <inheritdoc/>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"less-loaded({_ratio:0.####},among={_among})>>{_then.Version}");

    /// <inheritdoc/>
    public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random) =>
        Reordering.Choose(candidates, [.. Order(candidates)], _then, "About as likely as the first, with less to do.", random);

    private IEnumerable<int> Order(IReadOnlyList<RoutingCandidate> candidates)
    {
        var equal = candidates.Take(_among).TakeWhile(candidate => candidate.Probability >= (_ratio * candidates[0].Probability) - Rounding).Count();
        return Enumerable.Range(0, equal).OrderBy(position => candidates[position].AskedLately).ThenBy(position => candidates[position].Load).Concat(Enumerable.Range(equal, candidates.Count - equal));
    }
}
