using ExpertRouter.Evaluation.OffPolicy;

namespace ExpertRouter.Evaluation.Tests.OffPolicy;

public sealed class OffPolicyEvaluationTests
{
    private static readonly OffPolicyEvaluation Evaluation = new();

    [Fact]
    public void Estimate_HandWorked_GivesAllThreeAndTheEffectiveSamples()
    {
        // w = .5/.25 = 2, .5/.5 = 1, 0/.5 = 0; r = 1, 0, 1.
        // IPS = (2 + 0 + 0) / 3; SNIPS = 2 / 3; ESS = 3² / (4 + 1) = 1.8.
        // DR: .6 + 2 (1 − .7) = 1.2; .4 + 1 (0 − .2) = .2; .5 + 0 = .5; mean 1.9 / 3.
        OffPolicySample[] log =
        [
            new(.5, .25, 1, new RewardModel(.7, .6)), new(.5, .5, 0, new RewardModel(.2, .4)), new(0, .5, 1, new RewardModel(.9, .5)),
        ];

        var estimate = Evaluation.Estimate(log);

        Assert.Equal(2 / 3.0, estimate.Ips.Value, 12);
        Assert.Equal(2 / 3.0, estimate.Snips.Value, 12);
        Assert.Equal(1.9 / 3, estimate.DoublyRobust!.Value, 12);
        Assert.Equal(1.8, estimate.EffectiveSamples, 12);
        Assert.Equal(1, estimate.MeanWeight, 12);
        // IPS: values 2, 0, 0, variance ((4/3)² + 2 (2/3)²) / 2 = 4/3, error √(4/9) = 2/3.
        Assert.Equal(2 / 3.0, estimate.Ips.StandardError, 12);
        // SNIPS: w (r − 2/3) = 2/3, −2/3, 0: √(8/9) / 3.
        Assert.Equal(Math.Sqrt(8.0 / 9) / 3, estimate.Snips.StandardError, 12);
        Assert.Contains("only 1.8 effective samples", estimate.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Estimate_PolicyInForce_IsTheMeanReward()
    {
        OffPolicySample[] log = [.. Enumerable.Range(0, 200).Select(i => new OffPolicySample(.3, .3, i % 4 == 0 ? 1 : 0))];

        var estimate = Evaluation.Estimate(log);

        Assert.Equal(.25, estimate.Ips.Value, 12);
        Assert.Equal(.25, estimate.Snips.Value, 12);
        Assert.Equal(200, estimate.EffectiveSamples, 9);
        Assert.Null(estimate.DoublyRobust);
        Assert.Null(estimate.Refusal);
    }

    [Fact]
    public void Estimate_ManyLogs_IpsAndDoublyRobustAreUnbiased()
    {
        // 400 logs of 200 decisions (seed 5). The model is wrong on purpose (q = .5 everywhere) and yet does no harm.
        var world = new World(5);
        var (ips, robust, sharp) = (new double[400], new double[400], new double[400]);
        for (var repeat = 0; repeat < ips.Length; repeat++)
        {
            var estimate = Evaluation.Estimate(world.Log(200, exact: false));
            ips[repeat] = estimate.Ips.Value;
            robust[repeat] = estimate.DoublyRobust!.Value;
            sharp[repeat] = Evaluation.Estimate(world.Log(200, exact: true)).DoublyRobust!.Value;
        }

        AssertMean(World.Value, ips);
        AssertMean(World.Value, robust);
        AssertMean(World.Value, sharp);
        Assert.True(Spread(sharp) < Spread(ips), $"a right model must help: {Spread(sharp)} against {Spread(ips)} (seed 5)");
    }

    [Fact]
    public void Estimate_ManyLogs_StandardErrorsMatchTheSpread()
    {
        var world = new World(6);
        var estimates = Enumerable.Range(0, 400).Select(_ => Evaluation.Estimate(world.Log(300, exact: false))).ToList();

        Assert.InRange(estimates.Average(e => e.Ips.StandardError) / Spread([.. estimates.Select(e => e.Ips.Value)]), .85, 1.15);
        Assert.InRange(estimates.Average(e => e.Snips.StandardError) / Spread([.. estimates.Select(e => e.Snips.Value)]), .85, 1.15);
    }

    [Fact]
    public void Estimate_LogWithoutExploration_IsRefusedHoweverLong()
    {
        // The log always took arm 0; the policy would take it in 60 % of the cases only. Effective samples 600 of 1,000, and yet blind.
        OffPolicySample[] log = [.. Enumerable.Range(0, 1000).Select(i => new OffPolicySample(i % 5 < 3 ? 1 : 0, 1, 1))];

        var estimate = Evaluation.Estimate(log);

        Assert.Equal(600, estimate.EffectiveSamples, 9);
        Assert.Contains("average 0.60 instead of 1", estimate.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ClearlyBetter_SaysSo()
    {
        var (current, candidate) = Pairs(1000, seed: 7);

        var comparison = Evaluation.Compare(current, candidate);

        Assert.Null(comparison.Refusal);
        Assert.True(comparison.Better);
        // Arm 1 brings .8, arm 0 .4; 90 % instead of 50 % of it: .4 · .4 = .16 more.
        Assert.Equal(.16, comparison.Difference.Value, .06);
    }

    [Fact]
    public void Compare_WithItself_IsNoDifference()
    {
        var (current, _) = Pairs(1000, seed: 8);

        var comparison = Evaluation.Compare(current, current);

        Assert.Equal(0, comparison.Difference.Value, 12);
        Assert.False(comparison.Better);
    }

    [Fact]
    public void Compare_TooFewSamples_RefusesAndNamesThePolicy()
    {
        var (current, candidate) = Pairs(60, seed: 9);

        var comparison = Evaluation.Compare(current, candidate);

        Assert.StartsWith("new policy: 60 decisions", comparison.Refusal, StringComparison.Ordinal);
        Assert.False(comparison.Better);
    }

    [Fact]
    public void Compare_OtherDecisions_IsRefused()
    {
        var (current, candidate) = Pairs(10, seed: 9);

        Assert.Throws<ArgumentException>(() => Evaluation.Compare(current, [.. candidate.Reverse()]));
    }

    [Theory]
    [InlineData(.5, 0, 1, "propensity 0")]
    [InlineData(1.5, .5, 1, "probability 1.5")]
    [InlineData(.5, .5, double.NaN, "reward NaN")]
    public void Estimate_ImpossibleValue_NamesTheDecision(double target, double propensity, double reward, string expected)
    {
        var exception = Assert.Throws<ArgumentException>(() => Evaluation.Estimate([new(.5, .5, 1), new(target, propensity, reward)]));

        Assert.Contains("decision 1: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static (OffPolicySample[] Current, OffPolicySample[] Candidate) Pairs(int count, int seed)
    {
        var random = new Random(seed);
        var decisions = Enumerable.Range(0, count).Select(_ =>
        {
            var arm = random.Next(2);
            return (Arm: arm, Reward: random.NextDouble() < (arm == 1 ? .8 : .4) ? 1.0 : 0);
        }).ToList();
        return ([.. decisions.Select(d => new OffPolicySample(.5, .5, d.Reward))], [.. decisions.Select(d => new OffPolicySample(d.Arm == 1 ? .9 : .1, .5, d.Reward))]);
    }

    private static void AssertMean(double truth, double[] values) =>
        Assert.Equal(truth, values.Average(), 4 * Spread(values) / Math.Sqrt(values.Length));

    private static double Spread(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    /// <summary>Two contexts, three arms, known rewards; logging explores, the policy in question does not.</summary>
    private sealed class World(int seed)
    {
        private static readonly double[][] Rewards = [[.2, .5, .9], [.7, .3, .1]];
        private static readonly double[][] Logging = [[.5, .3, .2], [.2, .5, .3]];
        private static readonly double[][] Policy = [[0, .2, .8], [.9, .1, 0]];

        private readonly Random _random = new(seed);

        /// <summary>½ (.2 · .5 + .8 · .9) + ½ (.9 · .7 + .1 · .3) = ½ (.82 + .66) = .74.</summary>
        public const double Value = .74;

        public OffPolicySample[] Log(int count, bool exact) => [.. Enumerable.Range(0, count).Select(_ =>
        {
            var context = _random.Next(2);
            var draw = _random.NextDouble();
            var arm = draw < Logging[context][0] ? 0 : draw < Logging[context][0] + Logging[context][1] ? 1 : 2;
            var model = exact
                ? new RewardModel(Rewards[context][arm], Enumerable.Range(0, 3).Sum(a => Policy[context][a] * Rewards[context][a]))
                : new RewardModel(.5, .5);
            return new OffPolicySample(Policy[context][arm], Logging[context][arm], _random.NextDouble() < Rewards[context][arm] ? 1 : 0, model);
        })];
    }
}
