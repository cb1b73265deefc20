using ExpertRouter.Encoder.Layers;

namespace ExpertRouter.Encoder.Tests.Layers;

public sealed class NullExpertsLayerTests
{
    private static readonly MoeOptions Options = new() { Kind = MoeKind.NullExperts, Experts = 3, NullExperts = 3, TopK = 2, Hidden = 2 };

    [Fact]
    public void Output_OnlyNullsChosen_IsExactlyZero()
    {
        using var bench = WithLogits(0, 0, 0, 9, 9, 9);
        Array.Fill(bench["experts.outer.bias"], 5);

        var result = bench.Run([[1f]]);

        Assert.Equal([0f], result.Output[0]);
        Assert.Equal([0f, 0f, 0f], result.Gates[0]);
    }

    [Fact]
    public void Gates_OneTrueAndOneNullChosen_AreRenormalisedOverTheTrueOne()
    {
        using var bench = WithLogits(4, 0, 0, 5, 0, 0);

        Assert.Equal([1f, 0f, 0f], bench.Run([[1f]]).Gates[0]);
    }

    [Fact]
    public void Output_NullsPermuted_DoesNotChange()
    {
        using var bench = WithLogits(1, 2, 0, 3, .5f, -1);
        var before = bench.Run([[1f]]);
        using var permuted = WithLogits(1, 2, 0, -1, 3, .5f);

        var after = permuted.Run([[1f]]);

        Assert.Equal(before.Output[0], after.Output[0]);
        Assert.Equal(before.Loss, after.Loss, 1e-6);
    }

    [Fact]
    public void Router_AtTheStart_GivesNullsTheRowsOfTrueExperts()
    {
        using var bench = new LayerBench(Options, 4);
        var router = bench["router"];

        for (var row = 0; row < 4; row++)
            for (var expert = 0; expert < 3; expert++)
                Assert.Equal(router[row * 6 + expert], router[row * 6 + 3 + expert]);
    }

    [Fact]
    public void MeanTrueExperts_IndependentLogits_IsKTimesShareOfTrueExperts()
    {
        // the published setting: 8 true, 16 null, k = 4 → 4 · 8/24 = 1.33
        using var bench = new LayerBench(Options with { Experts = 8, NullExperts = 16, TopK = 4 }, 32);
        new WeightInitializer(new(), 3).Draw("independent", 32 * 24, 1).CopyTo(bench["router"], 0);

        var mean = bench.Run(LayerBench.RandomRows(2000, 32)).Gates.Average(gates => gates.Count(gate => gate > 0));

        Assert.InRange(mean, 1.33 - .15, 1.33 + .15);
    }

    private static LayerBench WithLogits(params float[] logits)
    {
        var bench = new LayerBench(Options, 1);
        logits.CopyTo(bench["router"], 0);
        return bench;
    }
}
