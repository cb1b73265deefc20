using System.Diagnostics;
using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.Evaluation.Datasets.Trees;

/// <summary>Lets learners decide through one setting of the simulation, every one on the same rounds.</summary>
public static class TreeSimulation
{
    /// <summary>Decisions per run.</summary>
    public const int Steps = 1000;

    /// <summary>Share of the past that <c>KNN</c> refits on.</summary>
    private const double Neighbours = .1;

    /// <summary>Runs all learners in one world.</summary>
    /// <param name="table">The data.</param>
    /// <param name="cell">The setting; a table with fewer columns than g shows all it has.</param>
    /// <param name="seed">0 or greater.</param>
    public static TreeTrial Run(CategoricalTable table, TreeCell cell, int seed)
    {
        var world = new TreeWorld(table, cell.Experts, cell.Regions, seed, Steps);
        var features = Math.Min(cell.Features, table.Columns.Count + 2);
        var contexts = Array.ConvertAll(world.Rows, row => world.Context(row, features));
        var grid = world.Grid(features);
        var options = new TreeOptions
        {
            Experts = [.. Enumerable.Range(1, cell.Experts).Select(expert => $"expert {expert}")], ExpectedReward = world.ExpectedReward,
        };
        IAdviceLearner[] learners =
        [
            new MetaCmab(cell.Experts, world.ExpectedReward),
            new ExpertiseTree(options, grid),
            new ExpertiseTree(options with { Incremental = true }, grid),
            new NearestNeighbourLearner(cell.Experts, Neighbours, world.ExpectedReward),
            new RegionalLearner(cell.Experts, world.Region, world.ExpectedReward),
        ];
        return new TreeTrial([.. learners.Select(learner => Run(world, contexts, learner, seed))], world.ExpectedReward, world.BestExpert());
    }

    private static LearnerRun Run(TreeWorld world, double[][] contexts, IAdviceLearner learner, int seed)
    {
        var draws = new SplitMix64(~(ulong)seed);
        var arms = (int)Math.Round(1 / world.ExpectedReward);
        var sum = 0.0;
        var watch = Stopwatch.StartNew();
        for (var step = 0; step < contexts.Length; step++)
        {
            var round = new AdviceRound(contexts[step], world.Advice[step], arms);
            var choice = learner.Choose(round, draws.Next());
            var reward = world.Reward(step, choice.Arm);
            learner.Learn(new AdviceSample(round, choice.Arm, choice.Propensities[choice.Arm], reward));
            sum += reward;
        }

        return new LearnerRun(learner.Name, sum / contexts.Length, watch.Elapsed.TotalSeconds);
    }
}
