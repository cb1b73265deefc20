using System.Diagnostics;
using System.Globalization;
using ExpertRouter.Learning.ExpertiseTrees;

namespace ExpertRouter.Benchmarks.Trees;

/// <summary>
/// Decisions of expertise trees, each followed by learning its outcome: uniform contexts, regions by the first two
/// features, experts right with probability .75 in half of the regions and .25 in the others. Median and worst of
/// ten worlds after one to warm up, by the clock and by the processor time of the process, which other programs do not lengthen as much.
/// </summary>
internal static class TreeBenchmark
{
    private const int Worlds = 11;

    public static int Run(string[] args)
    {
        var decisions = BenchmarkArguments.Number(args, "--decisions", 1000);
        var features = BenchmarkArguments.Number(args, "--features", 16);
        var experts = BenchmarkArguments.Number(args, "--experts", 4);
        var regions = BenchmarkArguments.Number(args, "--regions", 16);
        Console.WriteLine($"{decisions} decisions, {features} features, {experts} experts, {regions} regions");
        foreach (var incremental in (bool[])[false, true])
        {
            var times = Enumerable.Range(0, Worlds).Select(seed => Measure(decisions, features, experts, regions, incremental, seed)).Skip(1).ToList();
            Console.WriteLine($"{(incremental ? "IET" : "ET")}: clock {Summary(times.Select(time => time.Clock))}, processor {Summary(times.Select(time => time.Processor))}");
        }

        return 0;
    }

    private static string Summary(IEnumerable<TimeSpan> times)
    {
        double[] seconds = [.. times.Select(time => time.TotalSeconds).Order()];
        return string.Create(CultureInfo.InvariantCulture, $"median {seconds[seconds.Length / 2]:0.000} s, worst {seconds[^1]:0.000} s");
    }

    private static (TimeSpan Clock, TimeSpan Processor) Measure(int decisions, int features, int experts, int regions, bool incremental, int seed)
    {
        var random = new Random(seed);
        var side = (int)Math.Sqrt(regions);
        double[][] contexts = [.. Enumerable.Range(0, decisions).Select(_ => Enumerable.Range(0, features).Select(_ => random.NextDouble()).ToArray())];
        int[][] strong = [.. Enumerable.Range(0, experts).Select(expert =>
        {
            int[] cells = [.. Enumerable.Range(expert, regions).Select(cell => cell % 2)];
            random.Shuffle(cells);
            return cells;
        })];
        var options = new TreeOptions { Experts = [.. Enumerable.Range(1, experts).Select(expert => $"expert {expert}")], Incremental = incremental };
        var tree = new ExpertiseTree(options, SplitGrid.FromContexts([.. Enumerable.Range(1, features).Select(feature => $"f{feature}")], contexts));
        var right = Array.ConvertAll(contexts, _ => random.Next(2));
        var rounds = contexts.Select((context, step) =>
        {
            var region = ((int)(context[0] * side) * side) + (int)(context[1] * side);
            var advice = new double[experts * 2];
            for (var expert = 0; expert < experts; expert++)
                advice[(expert * 2) + (random.NextDouble() < .25 + (.5 * strong[expert][region]) ? right[step] : 1 - right[step])] = 1;
            return new AdviceRound(context, advice, 2);
        }).ToArray();

        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        for (var step = 0; step < decisions; step++)
        {
            var choice = tree.Choose(rounds[step], (ulong)random.NextInt64());
            tree.Learn(new AdviceSample(rounds[step], choice.Arm, choice.Propensities[choice.Arm], choice.Arm == right[step] ? 1 : 0));
        }

        return (watch.Elapsed, Environment.CpuUsage.TotalTime - processor);
    }
}
