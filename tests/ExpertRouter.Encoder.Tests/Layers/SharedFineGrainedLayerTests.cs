using ExpertRouter.Encoder.Layers;

namespace ExpertRouter.Encoder.Tests.Layers;

public sealed class SharedFineGrainedLayerTests
{
    private static readonly MoeOptions Options = new() { Kind = MoeKind.SharedFineGrained, Experts = 6, SharedExperts = 1, TopK = 2, Hidden = 3 };

    [Fact]
    public void Gates_SharedExpert_SeesEveryRowWithWeightOne()
    {
        using var bench = new LayerBench(Options, 5);

        Assert.All(bench.Run(LayerBench.RandomRows(30, 5)).Gates, gates => Assert.Equal(1f, gates[0]));
    }

    [Fact]
    public void Gates_RoutedExperts_CarryTheirRawProbability()
    {
        using var bench = new LayerBench(Options with { Experts = 3 }, 1);
        float[] logits = [0, MathF.Log(2), MathF.Log(5)];
        logits.CopyTo(bench["router"], 0);

        var gates = bench.Run([[1f]]).Gates[0];

        // P = (1, 2, 5)/8, the two largest keep .25 and .625: they sum to .875, not to 1
        Assert.Equal([1f, 0f, .25f, .625f], gates.Select(gate => MathF.Round(gate, 6)));
    }

    [Fact]
    public void Gates_Routed_AreTopKOfEveryRow()
    {
        using var bench = new LayerBench(Options, 5);

        Assert.All(bench.Run(LayerBench.RandomRows(30, 5)).Gates, gates => Assert.Equal(2, gates.Skip(1).Count(gate => gate > 0)));
    }

    [Fact]
    public void Output_RoutedExpertsSilenced_IsTheSharedExpertAlone()
    {
        using var bench = new LayerBench(Options, 5);
        var rows = LayerBench.RandomRows(4, 5);
        var outer = bench["experts.outer"];
        Array.Clear(outer, 3 * 5, outer.Length - 3 * 5);
        var silenced = bench.Run(rows).Output;
        Array.Clear(bench["router"]);

        var otherRouting = bench.Run(rows).Output;

        for (var i = 0; i < rows.Length; i++)
            Assert.Equal(silenced[i], otherRouting[i]);
        Assert.Contains(silenced[0], value => Math.Abs(value) > 1e-3);
    }
}
