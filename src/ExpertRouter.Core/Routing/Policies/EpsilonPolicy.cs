using System.Globalization;

namespace ExpertRouter.Core.Routing.Policies;

/// <summary>
/// Explores: with probability ε the ticket goes to one of the first candidates, each equally likely, else another policy
/// decides. Propensities, (1 − ε) · π(i) + ε / m for the first m and (1 − ε) · π(i) for the rest, make the log usable for
/// inverse propensity scoring (Langford, Strehl and Wortman, ICML 2008). Where the other policy abstains, nobody is disturbed for the sake of learning.
/// </summary>
/// <param name="epsilon">ε, in [0, 1]; 0 never explores.</param>
/// <param name="then">Decides otherwise.</param>
/// <param name="among">m: only so many of the likeliest take part in exploration, at least 1.</param>
public sealed class EpsilonPolicy(double epsilon, IRoutingPolicy then, int among = 5) : IRoutingPolicy
{
    private readonly double _epsilon = Percent.Checked(epsilon, nameof(epsilon));
    private readonly int _among = among >= 1 ? among : throw new ArgumentOutOfRangeException(nameof(among), among, "At least one must take part.");

    /// <inheritdoc/>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"epsilon({_epsilon:0.####},among={_among})>>{then.Version}");

    /// <inheritdoc/>
    public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random)
    {
        var explores = random.NextDouble() < _epsilon;
        var several = Math.Min(_among, candidates.Count);
        var place = random.Next(Math.Max(several, 1));
        var choice = then.Choose(candidates, random);
        if (choice.Action == RoutingAction.Abstain) return choice;
        double[] propensities = [.. choice.Propensities.Select((propensity, i) => ((1 - _epsilon) * propensity) + (i < several ? _epsilon / several : 0))];
        return explores
            ? new RoutingChoice
            {
                Action = RoutingAction.Assign,
                Chosen = [candidates[place].ExpertId],
                Propensities = propensities,
                Reason = $"Exploration: one of the {several} most likely, at {Percent.Of(candidates[place].Probability)}, so that the router goes on learning.",
            }
            : choice with { Propensities = propensities };
    }
}
