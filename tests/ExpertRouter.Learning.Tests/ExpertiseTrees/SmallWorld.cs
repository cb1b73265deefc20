using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.Learning.Tests.ExpertiseTrees;

/// <summary>Two arms, experts whose skill depends on the first feature alone; the same seed gives the same rounds.</summary>
internal sealed class SmallWorld
{
    private readonly int[] _right;

    public SmallWorld(int seed, int steps, int experts, Func<int, double, double> skill)
    {
        var random = new Random(seed);
        _right = new int[steps];
        Rounds = new AdviceRound[steps];
        for (var step = 0; step < steps; step++)
        {
            double[] context = [random.NextDouble(), random.NextDouble()];
            _right[step] = random.Next(2);
            var advice = new double[experts * 2];
            for (var expert = 0; expert < experts; expert++)
            {
                var honest = random.NextDouble() < skill(expert, context[0]);
                advice[(expert * 2) + (honest ? _right[step] : 1 - _right[step])] = 1;
            }

            Rounds[step] = new AdviceRound(context, advice, 2);
        }

        Draws = [.. Enumerable.Range(0, steps).Select(_ => (ulong)random.NextInt64())];
        Grid = SplitGrid.FromContexts(["x", "y"], [.. Rounds.Select(round => round.Context)]);
    }

    public AdviceRound[] Rounds { get; }

    public ulong[] Draws { get; }

    public SplitGrid Grid { get; }

    public static TreeOptions Options(int experts) => new() { Experts = [.. Enumerable.Range(0, experts).Select(expert => $"e{expert}")] };

    /// <summary>Lets a learner decide and learn; returns arms, mean reward and what happened.</summary>
    public (int[] Arms, double Reward, List<TreeEvent> Events) Run(IAdviceLearner learner, AdviceRound[]? rounds = null)
    {
        rounds ??= Rounds;
        var arms = new int[rounds.Length];
        var events = new List<TreeEvent>();
        var sum = 0.0;
        for (var step = 0; step < rounds.Length; step++)
        {
            var choice = learner.Choose(rounds[step], Draws[step]);
            var reward = choice.Arm == _right[step] ? 1.0 : 0;
            var sample = new AdviceSample(rounds[step], choice.Arm, choice.Propensities[choice.Arm], reward);
            learner.Learn(sample);
            events.Add(TreeEvent.Asked(rounds[step].Context));
            events.Add(TreeEvent.Known(sample));
            arms[step] = choice.Arm;
            sum += reward;
        }

        return (arms, sum / rounds.Length, events);
    }
}
