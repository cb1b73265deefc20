using ExpertRouter.Encoder.Layers;

namespace ExpertRouter.Encoder.Tests.Layers;

public sealed class ExpertChoiceLayerTests
{
    [Fact]
    public void Gates_EveryExpert_TakesExactlyItsShare()
    {
        using var bench = new LayerBench(new MoeOptions { Kind = MoeKind.ExpertChoice, Experts = 4, TopK = 1, Hidden = 2, CapacityFactor = 2 }, 5);

        var gates = bench.Run(LayerBench.RandomRows(20, 5)).Gates;

        // k = 20 · 2/4 = 10 rows per expert, 4 · 10 in all: no variance of load
        for (var expert = 0; expert < 4; expert++)
            Assert.Equal(10, gates.Count(row => row[expert] > 0));
    }

    [Fact]
    public void Gates_RowsChosen_VaryFromRowToRow()
    {
        using var bench = new LayerBench(new MoeOptions { Kind = MoeKind.ExpertChoice, Experts = 4, TopK = 1, Hidden = 2, CapacityFactor = 2 }, 5);

        var counts = bench.Run(LayerBench.RandomRows(20, 5)).Gates.Select(row => row.Count(gate => gate > 0)).Distinct();

        Assert.True(counts.Count() > 1);
    }
}
