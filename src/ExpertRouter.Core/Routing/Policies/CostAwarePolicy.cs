using System.Globalization;

namespace ExpertRouter.Core.Routing.Policies;

/// <summary>
/// Assigns to the candidate with the greatest p − λ · cost, so that the cheap are preferred where they do as well: the
/// penalty by expert size of HMoE (Wang et al. 2024, Heterogeneous Mixture of Experts), with the price of a request in place of the
/// size. λ = 0 is the most likely candidate; a greater λ never chooses a dearer one. A candidate without a known cost counts as the
/// dearest known, so that not to say one's price is no advantage. Equal ones in favour of the likelier, then the less
/// loaded. Abstains where asking anybody costs more than it is expected to bring.
/// </summary>
/// <param name="price">λ, at least 0: how much probability of being helped one unit of currency is worth.</param>
public sealed class CostAwarePolicy(double price) : IRoutingPolicy
{
    private readonly double _price = price >= 0 ? price : throw new ArgumentOutOfRangeException(nameof(price), price, "The price must be at least 0.");

    /// <inheritdoc/>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"cost-aware(price={_price:0.####})");

    /// <inheritdoc/>
    public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random)
    {
        if (candidates.Count == 0) return RoutingChoice.NobodyFits;
        var dearest = candidates.Max(candidate => candidate.Cost) ?? 0;
        var best = candidates.MaxBy(Net)!;
        if (Net(best) < 0)
            return RoutingChoice.Abstain(candidates, "Asking anybody would cost more than it is expected to bring.");
        var reason = string.Create(
            CultureInfo.InvariantCulture, $"Best value: {Percent.Of(best.Probability)} likely to help at a cost of {best.Cost ?? dearest:0.##}{(best.Cost is null ? " (assumed)" : "")}.");
        return RoutingChoice.Certain(RoutingAction.Assign, candidates, [best.ExpertId], reason);

        double Net(RoutingCandidate candidate) => candidate.Probability - (_price * (candidate.Cost ?? dearest));
    }
}
