using ExpertRouter.Encoder.Layers;

namespace ExpertRouter.Encoder.Tests.Layers;

public sealed class SelfSelectingLayerTests
{
    private static readonly MoeOptions Options = new() { Kind = MoeKind.SelfSelecting, Experts = 4, TopK = 2, Hidden = 3, BidWidth = 2 };

    [Fact]
    public void Parameters_HaveNoRouter()
    {
        using var bench = new LayerBench(Options, 5);

        Assert.DoesNotContain(bench.Graph.Parameters, parameter => parameter.Name.Contains("router", StringComparison.Ordinal));
    }

    [Fact]
    public void Selection_ExpertsProjectionScaledUp_IsChosenMoreOften()
    {
        using var bench = new LayerBench(Options, 5);
        var rows = LayerBench.RandomRows(100, 5);
        var before = bench.Run(rows).Gates.Count(gates => gates[2] > 0);
        Scale(bench, 2, 20);

        var after = bench.Run(rows).Gates.Count(gates => gates[2] > 0);

        Assert.True(before < 100, $"{before}");
        Assert.Equal(100, after);
    }

    [Fact]
    public void Selection_LoserRemoved_StaysTheSame()
    {
        using var bench = new LayerBench(Options, 5);
        var row = LayerBench.RandomRows(1, 5);
        var before = bench.Run(row).Gates[0];
        var loser = Array.FindIndex(before, gate => gate == 0);
        Scale(bench, loser, 0);

        var after = bench.Run(row).Gates[0];

        Assert.Equal(before.Select(gate => gate > 0), after.Select(gate => gate > 0));
    }

    private static void Scale(LayerBench bench, int expert, float factor)
    {
        var down = bench["experts.down"];
        for (var row = 0; row < 5; row++)
            for (var i = 0; i < 2; i++)
                down[row * 8 + expert * 2 + i] *= factor;
    }
}
