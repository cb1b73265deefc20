using ExpertRouter.Evaluation.Experiments;
using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.Evaluation.Datasets.Trees;

/// <summary>
/// The simulation of Abels et al. (ICML 2023) on one table: two fresh uniform columns cut the rows into R regions; every
/// expert is right with probability .75 in one half of the regions and .25 in the other (R = 1: either, by a fair coin).
/// Advice is the one-hot class y when right and 1 − y when wrong, also with more than two classes. Rows, regions and advice
/// depend on seed, N and R only, so that learners with different g meet the same rounds.
/// </summary>
internal sealed class TreeWorld
{
    private readonly CategoricalTable _table;
    private readonly int[] _columns;
    private readonly (double First, double Second)[] _uniform;
    private readonly int _side;

    /// <summary>Draws a world.</summary>
    public TreeWorld(CategoricalTable table, int experts, int regions, int seed, int steps)
    {
        _table = table;
        _side = (int)Math.Round(Math.Sqrt(regions));
        var columns = new SplitMix64((ulong)seed * 2);
        _columns = Shuffled(Enumerable.Range(0, table.Columns.Count), ref columns);
        _uniform = new (double, double)[table.Rows.Count];
        for (var row = 0; row < _uniform.Length; row++) _uniform[row] = (columns.NextUnit(), columns.NextUnit());

        var random = new SplitMix64((((((ulong)seed * 1000) + (ulong)experts) * 1000) + (ulong)regions) * 2 + 1);
        var honesty = new double[experts][];
        for (var expert = 0; expert < experts; expert++)
        {
            var strong = regions == 1
                ? [random.NextBelow(2)]
                : Shuffled(Enumerable.Range(expert, regions).Select(cell => cell % 2), ref random);
            honesty[expert] = Array.ConvertAll(strong, value => .25 + (.5 * value));
        }

        Rows = new int[steps];
        Advice = new double[steps][];
        for (var step = 0; step < steps; step++)
        {
            var row = Rows[step] = random.NextBelow(table.Rows.Count);
            var region = Region(_uniform[row].First, _uniform[row].Second);
            var advice = Advice[step] = new double[experts * table.ClassCount];
            for (var expert = 0; expert < experts; expert++)
            {
                var honest = random.NextUnit() < honesty[expert][region];
                for (var arm = 0; arm < table.ClassCount; arm++)
                    advice[(expert * table.ClassCount) + arm] = table.Classes[row] == arm == honest ? 1 : 0;
            }
        }
    }

    /// <summary>The row of each step.</summary>
    public int[] Rows { get; }

    /// <summary>The advice of each step, expert-major.</summary>
    public double[][] Advice { get; }

    /// <summary>What an arm brings on average: one of the classes is right.</summary>
    public double ExpectedReward => 1.0 / _table.ClassCount;

    /// <summary>The region of a context, which begins with the two uniform columns.</summary>
    public int Region(double[] context) => Region(context[0], context[1]);

    /// <summary>The first columns of a row: the two uniform ones, then shuffled one-hot columns.</summary>
    public double[] Context(int row, int features)
    {
        var context = new double[features];
        (context[0], context[1]) = _uniform[row];
        for (var i = 2; i < features; i++) context[i] = _table.Rows[row][_columns[i - 2]];
        return context;
    }

    /// <summary>Where trees may split: quantiles over all rows of the table.</summary>
    public SplitGrid Grid(int features) => SplitGrid.FromContexts(
        ["u1", "u2", .. _columns.Take(features - 2).Select(column => _table.Columns[column])],
        [.. Enumerable.Range(0, _table.Rows.Count).Select(row => Context(row, features))]);

    /// <summary>The reward of an arm in a step.</summary>
    public double Reward(int step, int arm) => _table.Classes[Rows[step]] == arm ? 1 : 0;

    /// <summary>Mean reward of the expert who would have been the best to follow throughout; equal advice counts by halves, thirds ….</summary>
    public double BestExpert()
    {
        var experts = Advice[0].Length / _table.ClassCount;
        return Enumerable.Range(0, experts).Max(expert => Enumerable.Range(0, Rows.Length).Average(step =>
        {
            var advice = Advice[step].AsSpan(expert * _table.ClassCount, _table.ClassCount);
            var recommended = 0;
            foreach (var value in advice) recommended += (int)value;
            return advice[_table.Classes[Rows[step]]] / recommended;
        }));
    }

    private int Region(double first, double second) => ((int)(first * _side) * _side) + (int)(second * _side);

    private static int[] Shuffled(IEnumerable<int> items, ref SplitMix64 random)
    {
        int[] shuffled = [.. items];
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var other = random.NextBelow(i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled;
    }
}
