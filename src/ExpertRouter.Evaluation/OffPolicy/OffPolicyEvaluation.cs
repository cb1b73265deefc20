using System.Globalization;

namespace ExpertRouter.Evaluation.OffPolicy;

/// <summary>
/// Value of a policy from the log of another: IPS (Horvitz and Thompson 1952), SNIPS (Swaminathan and Joachims, NIPS 2015), doubly
/// robust (Dudík, Langford and Li, ICML 2011). Refuses to conclude from too few effective samples, and where the weights do not average 1,
/// because then the log never did what the policy would do, and no number of samples helps. Pure and thread-safe.
/// </summary>
public sealed class OffPolicyEvaluation
{
    private const double Certain = 4;

    /// <summary>Nothing is concluded from fewer effective samples.</summary>
    public double MinimumEffectiveSamples { get; init; } = 100;

    /// <summary>Estimates a policy's value.</summary>
    /// <param name="log">Decisions with the policy's probabilities.</param>
    /// <exception cref="ArgumentException">The log is empty, or a sample has an impossible value; says which.</exception>
    public OffPolicyEstimate Estimate(IReadOnlyList<OffPolicySample> log)
    {
        Check(log);
        var weights = Array.ConvertAll([.. log], sample => sample.Weight);
        var (sum, squares) = (weights.Sum(), weights.Sum(weight => weight * weight));
        var effective = squares > 0 ? sum * sum / squares : 0;
        var coverage = Mean(weights);
        return new OffPolicyEstimate
        {
            Samples = log.Count,
            EffectiveSamples = effective,
            MeanWeight = coverage.Value,
            Ips = Mean([.. log.Select(sample => sample.Weight * sample.Reward)]),
            Snips = Snips(log, sum),
            DoublyRobust = log.All(sample => sample.Model is not null) ? Mean([.. log.Select(DoublyRobust)]) : null,
            Refusal = Refusal(log.Count, effective, coverage),
        };
    }

    /// <summary>
    /// Compares two policies on the same log, decision by decision, so that what both have in common cancels out: doubly robust where
    /// there is a model, else self-normalised.
    /// </summary>
    /// <param name="current">The log with the probabilities of the policy in force.</param>
    /// <param name="candidate">The same decisions with those of the new one.</param>
    /// <exception cref="ArgumentException">The logs do not hold the same decisions.</exception>
    public OffPolicyComparison Compare(IReadOnlyList<OffPolicySample> current, IReadOnlyList<OffPolicySample> candidate)
    {
        if (current.Count != candidate.Count || current.Zip(candidate).Any(pair => pair.First.Reward != pair.Second.Reward || pair.First.Propensity != pair.Second.Propensity))
            throw new ArgumentException("both policies must be seen on the same decisions, in the same order", nameof(candidate));
        var (old, fresh) = (Estimate(current), Estimate(candidate));
        var robust = old.DoublyRobust is not null && fresh.DoublyRobust is not null;
        var (before, after) = robust
            ? (current.Select(DoublyRobust), candidate.Select(DoublyRobust))
            : (Influence(current, old.Snips.Value), Influence(candidate, fresh.Snips.Value));
        var difference = Mean([.. after.Zip(before, (one, other) => one - other)]);
        var refusal = fresh.Refusal is { } reason ? $"new policy: {reason}" : old.Refusal is { } other ? $"policy in force: {other}" : null;
        return new OffPolicyComparison(old, fresh, difference, refusal);
    }

    private static double DoublyRobust(OffPolicySample sample) =>
        sample.Model!.Target + (sample.Weight * (sample.Reward - sample.Model.Logged));

    private static ValueEstimate Snips(IReadOnlyList<OffPolicySample> log, double sum)
    {
        if (sum == 0) return new ValueEstimate(0, double.PositiveInfinity);
        var value = log.Sum(sample => sample.Weight * sample.Reward) / sum;
        var error = Math.Sqrt(log.Sum(sample => Math.Pow(sample.Weight * (sample.Reward - value), 2))) / sum;
        return new ValueEstimate(value, error);
    }

    /// <summary>v + w (r − v) / mean w: its mean is the self-normalised value, its spread that of the estimate.</summary>
    private static IEnumerable<double> Influence(IReadOnlyList<OffPolicySample> log, double value)
    {
        var mean = log.Average(sample => sample.Weight);
        return log.Select(sample => mean == 0 ? value : value + (sample.Weight * (sample.Reward - value) / mean));
    }

    private static ValueEstimate Mean(double[] values)
    {
        var mean = values.Average();
        var variance = values.Length < 2 ? double.PositiveInfinity : values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        return new ValueEstimate(mean, Math.Sqrt(variance / values.Length));
    }

    private static void Check(IReadOnlyList<OffPolicySample> log)
    {
        if (log.Count == 0)
            throw new ArgumentException("the log holds no decision with an outcome", nameof(log));
        for (var i = 0; i < log.Count; i++)
        {
            if (log[i].Propensity is not (> 0 and <= 1))
                throw new ArgumentException($"decision {i}: propensity {log[i].Propensity} is not in (0, 1]; decisions logged without one cannot be evaluated", nameof(log));
            if (log[i].Target is not (>= 0 and <= 1) || !double.IsFinite(log[i].Reward))
                throw new ArgumentException($"decision {i}: probability {log[i].Target} and reward {log[i].Reward}; the first must be in [0, 1], the second finite", nameof(log));
        }
    }

    private string? Refusal(int samples, double effective, ValueEstimate coverage)
    {
        if (effective < MinimumEffectiveSamples)
            return string.Create(CultureInfo.InvariantCulture, $"{samples} decisions are worth only {effective:0.#} effective samples for this policy; at least {MinimumEffectiveSamples:0} are needed. Log more, or explore more");
        return Math.Abs(coverage.Value - 1) > Math.Max(Certain * coverage.StandardError, 1e-9)
            ? string.Create(CultureInfo.InvariantCulture, $"the weights average {coverage.Value:0.00} instead of 1: the log never did some of what this policy would do, so its value cannot be known from it. Explore in the policy in force")
            : null;
    }
}
