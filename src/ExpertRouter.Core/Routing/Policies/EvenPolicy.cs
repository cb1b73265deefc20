using System.Globalization;

namespace ExpertRouter.Core.Routing.Policies;

/// <summary>
/// Evenness at a price: of the first few, who has the largest p − price · r comes first; another policy then decides on that order. r in [0, 1] is the rank by
/// load: the share of the other candidates who were asked less often lately, those asked equally often counted half. With x the askings of n experts in
/// ascending order, G = Σ (2i − n − 1) x_i / (n Σ x) is their Gini index (Sen, On Economic Inequality, 1973), and one more asking of the i-th changes n Σ x · G by
/// 2i − n − 1, which is linear in the rank. So the index is the greedy step of max Σ p − λ G, the Lagrangian of "as likely as
/// possible at that much evenness": probability is only given up where it buys evenness, and never more than the price. Price 0 changes nothing.
/// </summary>
/// <param name="price">Probability that going from the most to the least asked of all may cost, at least 0.</param>
/// <param name="then">Decides; null means that the first gets it.</param>
/// <param name="among">Only so many of the likeliest change places, at least 1.</param>
public sealed class EvenPolicy(double price, IRoutingPolicy? then = null, int among = 3) : IRoutingPolicy
{
    private readonly double _price = price >= 0 && double.IsFinite(price) ? price : throw new ArgumentOutOfRangeException(nameof(price), price, "A price is 0 at least.");
    private readonly int _among = among >= 1 ? among : throw new ArgumentOutOfRangeException(nameof(among), among, "At least one must take part.");
    private readonly IRoutingPolicy _then = then ?? new TopPolicy();

    /// <inheritdoc/>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"even({_price:0.####},among={_among})>>{_then.Version}");

    /// <inheritdoc/>
    public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random)
    {
        var moving = Math.Min(_among, candidates.Count);
        int[] order =
        [
            .. Enumerable.Range(0, moving).OrderByDescending(position => candidates[position].Probability - (_price * Rank(candidates, position))),
            .. Enumerable.Range(moving, candidates.Count - moving),
        ];
        return Reordering.Choose(candidates, order, _then, "Asked less often lately than likelier ones.", random);
    }

    private static double Rank(IReadOnlyList<RoutingCandidate> candidates, int position)
    {
        var own = candidates[position].AskedLately;
        var below = candidates.Sum(other => other.AskedLately < own ? 1 : other.AskedLately == own ? .5 : 0) - .5;
        return candidates.Count > 1 ? below / (candidates.Count - 1) : 0;
    }
}
