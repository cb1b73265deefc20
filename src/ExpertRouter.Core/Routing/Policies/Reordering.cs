namespace ExpertRouter.Core.Routing.Policies;

/// <summary>Lets another policy decide on the candidates in a new order, and tells its choice in the old one. Pure.</summary>
internal static class Reordering
{
    /// <summary>The other policy's choice.</summary>
    /// <param name="candidates">Likeliest first.</param>
    /// <param name="order">Every position of them once, in the new order.</param>
    /// <param name="then">Decides.</param>
    /// <param name="why">Is added to the reason where somebody else than the likeliest is asked first for the new order's sake.</param>
    /// <param name="random">For policies that explore.</param>
    public static RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, int[] order, IRoutingPolicy then, string why, Random random)
    {
        var choice = then.Choose([.. order.Select(position => candidates[position])], random);
        var propensities = new double[candidates.Count];
        foreach (var (place, position) in order.Index()) propensities[position] = choice.Propensities[place];
        var moved = choice.Chosen.Count > 0 && choice.Chosen[0] != candidates[0].ExpertId && order[0] != 0;
        return choice with { Propensities = propensities, Reason = moved ? $"{choice.Reason} {why}" : choice.Reason };
    }
}
