using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Gradients;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Tests.Graph;

namespace ExpertRouter.Encoder.Tests.Layers;

/// <summary>What the auxiliary losses do to the router when they alone are followed downhill (200 steps on fixed rows).</summary>
public sealed class AuxiliaryLossDescentTests
{
    private const int Width = 8;
    private const int Rows = 200;
    private static readonly MoeOptions Options = new() { Experts = 8, TopK = 2, Hidden = 4, BalanceWeight = 1, EntropyWeight = 0 };

    [Fact]
    public void TopKRenormalised_BalanceLoss_SpreadsTheLoad()
    {
        var (before, after) = Descend(Options with { Kind = MoeKind.TopKRenormalised }, crowd: 2, LargestShare);

        // 8 experts, 2 choices a row: .125 each at balance
        Assert.True(before > .3, $"{before}");
        Assert.InRange(after, .125, .2);
    }

    [Fact]
    public void TopP_EntropyLoss_LowersTheNumberOfExpertsPerRow()
    {
        var (before, after) = Descend(
            Options with { Kind = MoeKind.TopP, BalanceWeight = 0, EntropyWeight = 1 }, crowd: 0, gates => gates.Average(Chosen));

        Assert.True(after < .7 * before, $"{before} → {after}");
        Assert.True(after >= 1);
    }

    [Fact]
    public void Heterogeneous_SizePenalty_LowersTheActivatedHiddenUnits()
    {
        var options = Options with { Kind = MoeKind.Heterogeneous, SmallestHidden = 2, Hidden = 16, SizePenaltyWeight = 1 };
        var sizes = new HeterogeneousLayer(options).Sizes;

        var (before, after) = Descend(options, crowd: 0, gates => gates.Average(row => row.Zip(sizes, (gate, size) => gate > 0 ? size : 0).Sum()));

        // the mean size is 9, so two experts chosen at random have 18 units
        Assert.True(after < .8 * before, $"{before} → {after}");
    }

    [Fact]
    public void NullExperts_BalanceLoss_BringsTrueExpertsToTheirShare()
    {
        var options = Options with { Kind = MoeKind.NullExperts, Experts = 4, NullExperts = 8, TopK = 3 };

        var (before, after) = Descend(options, crowd: 4, gates => gates.Average(Chosen));

        // k · m/(m+n) = 3 · 4/12 = 1; the start prefers the true ones
        Assert.True(before > 2, $"{before}");
        Assert.InRange(after, .7, 1.3);
    }

    /// <param name="crowd">the first so many experts start with an advantage on every row.</param>
    private static (double Before, double After) Descend(MoeOptions options, int crowd, Func<float[][], double> measure)
    {
        var graph = new GraphBuilder();
        var rows = LayerBench.RandomRows(Rows, Width);
        foreach (var row in rows)
            row[^1] = 1;
        var x = graph.Constant([.. rows.SelectMany(row => row)], Rows, Width);
        var result = MoeLayers.Create(options).Build(graph, new WeightInitializer(graph, 5), new MoeInput(x));
        var router = graph.Parameters.Single(parameter => parameter.Name == "router");
        var experts = router.Start.Length / Width;
        var random = new SeededRandom(17);
        for (var i = 0; i < router.Start.Length; i++)
            router.Start[i] += .3f * (float)(random.NextDouble() - .5);
        for (var expert = 0; expert < crowd; expert++)
            router.Start[(Width - 1) * experts + expert] += 2;
        var gradient = GradientBuilder.Differentiate(graph, result.AuxiliaryLoss!, [router.Value])[0];
        using var runner = new GraphRunner(graph, result.Gates!, gradient);

        var before = measure(Gates());
        for (var step = 0; step < 200; step++)
        {
            var slope = Run()[1];
            for (var i = 0; i < slope.Length; i++)
                router.Start[i] -= slope[i];
        }

        return (before, measure(Gates()));

        float[][] Run() => runner.Run(graph.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => ((Array)parameter.Start, parameter.Value.Shape.Dims.Select(dim => dim.Size).ToArray())));

        float[][] Gates() => [.. Run()[0].Chunk((int)result.Gates!.Shape[-1].Size)];
    }

    private static double Chosen(float[] gates) => gates.Count(gate => gate > 0);

    private static double LargestShare(float[][] gates)
    {
        var counts = Enumerable.Range(0, gates[0].Length).Select(expert => gates.Count(row => row[expert] > 0)).ToArray();
        return (double)counts.Max() / counts.Sum();
    }
}
