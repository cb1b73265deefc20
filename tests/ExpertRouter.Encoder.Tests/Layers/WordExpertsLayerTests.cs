using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Layers;

namespace ExpertRouter.Encoder.Tests.Layers;

public sealed class WordExpertsLayerTests
{
    private static readonly MoeOptions Options = new() { Kind = MoeKind.WordExperts, WordSlices = 64, Hidden = 2 };

    [Fact]
    public void Output_SameTerm_UsesTheSameSliceWhereverItStands()
    {
        using var bench = new LayerBench(Options, 3);
        float[] row = [.4f, -1, 2];

        var output = bench.Run([row, row, row], [41, 7, 41]).Output;

        Assert.Equal(output[0], output[2]);
        Assert.NotEqual(output[0], output[1]);
    }

    [Fact]
    public void Output_OneSliceChanged_ChangesOnlyItsTerms()
    {
        using var bench = new LayerBench(Options, 3);
        var rows = LayerBench.RandomRows(64, 3);
        long[] ids = [.. Enumerable.Range(0, 64).Select(i => (long)i)];
        var before = bench.Run(rows, ids).Output;
        var slice = (int)(5 * WordExpertsLayer.HashFactor % 64);
        Array.Fill(bench["words.outer"], 9, slice * 6, 6);

        var after = bench.Run(rows, ids).Output;

        // the factor is odd, so ids 0…63 fall on 64 different slices
        var changed = ids.Where(id => !before[id].SequenceEqual(after[id]));
        Assert.Equal([5L], changed);
    }

    [Fact]
    public void Build_WithoutTokens_IsRefused()
    {
        var graph = new GraphBuilder();

        var error = Assert.Throws<ArgumentException>(() => MoeLayers.Create(Options)
            .Build(graph, new WeightInitializer(graph, 1), new MoeInput(graph.Input("x", OnnxType.F32, "rows", 3))));

        Assert.Contains("placement to Token", error.Message, StringComparison.Ordinal);
    }
}
