using System.Globalization;

namespace ExpertRouter.Core.Routing.Policies;

/// <summary>
/// Thompson sampling (Thompson 1933; Chapelle and Li, NIPS 2011): draws every candidate's chance to help from what is
/// believed about it, Beta(1 + n p, 1 + n (1 − p)), and assigns to the greatest draw. Beliefs are tables of
/// <see cref="Cells"/> equal steps of [0, 1], so that the propensities are the exact probabilities of these draws:
/// π(i) = Σ_x f_i(x) Π_{j before i} F_j(x − 1) Π_{j after i} F_j(x), equal draws in favour of the earlier candidate. n → ∞ is the most likely
/// candidate, n = 0 nearly pure chance.
/// </summary>
/// <param name="strength">n, at least 0: how many outcomes a probability is worth.</param>
/// <param name="among">Only so many of the likeliest take part, at least 1.</param>
public sealed class ThompsonPolicy(double strength, int among = 5) : IRoutingPolicy
{
    /// <summary>Steps of the tables.</summary>
    public const int Cells = 400;

    private readonly double _strength = strength >= 0 ? strength : throw new ArgumentOutOfRangeException(nameof(strength), strength, "The strength must be at least 0.");
    private readonly int _among = among >= 1 ? among : throw new ArgumentOutOfRangeException(nameof(among), among, "At least one must take part.");

    /// <inheritdoc/>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"thompson(n={_strength:0.####},among={_among})");

    /// <inheritdoc/>
    public RoutingChoice Choose(IReadOnlyList<RoutingCandidate> candidates, Random random)
    {
        if (candidates.Count == 0) return RoutingChoice.NobodyFits;
        double[][] beliefs = [.. candidates.Take(_among).Select(candidate => Cumulative(candidate.Probability))];
        var best = 0;
        var bestCell = -1;
        for (var i = 0; i < beliefs.Length; i++)
        {
            var draw = random.NextDouble();
            var cell = Array.FindIndex(beliefs[i], sum => draw < sum);
            if (cell > bestCell) (best, bestCell) = (i, cell);
        }

        return new RoutingChoice
        {
            Action = RoutingAction.Assign,
            Chosen = [candidates[best].ExpertId],
            Propensities = [.. Enumerable.Range(0, candidates.Count).Select(i => i < beliefs.Length ? Propensity(beliefs, i) : 0)],
            Reason = best == 0
                ? $"The most likely to help, at {Percent.Of(candidates[0].Probability)}."
                : $"May well be the best, at {Percent.Of(candidates[best].Probability)}; too little is known to be sure.",
        };
    }

    private static double Propensity(double[][] beliefs, int candidate)
    {
        var sum = 0.0;
        for (var cell = 0; cell < Cells; cell++)
        {
            var product = beliefs[candidate][cell] - Below(candidate, cell);
            for (var other = 0; other < beliefs.Length && product > 0; other++)
                if (other != candidate) product *= other < candidate ? Below(other, cell) : beliefs[other][cell];
            sum += product;
        }

        return Math.Min(1, sum);

        double Below(int belief, int cell) => cell == 0 ? 0 : beliefs[belief][cell - 1];
    }

    /// <summary>Probability of each cell or a smaller one; ends with exactly 1.</summary>
    private double[] Cumulative(double probability)
    {
        var (successes, failures) = (_strength * probability, _strength * (1 - probability));
        var logs = new double[Cells];
        for (var cell = 0; cell < Cells; cell++)
        {
            var x = (cell + .5) / Cells;
            logs[cell] = (successes * Math.Log(x)) + (failures * Math.Log(1 - x));
        }

        var top = logs.Max();
        var sums = new double[Cells];
        var sum = 0.0;
        for (var cell = 0; cell < Cells; cell++) sums[cell] = sum += Math.Exp(logs[cell] - top);
        for (var cell = 0; cell < Cells; cell++) sums[cell] /= sum;
        return sums;
    }
}
