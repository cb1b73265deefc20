using ExpertRouter.Encoder.Layers;

namespace ExpertRouter.Encoder.Tests.Layers;

public sealed class HeterogeneousLayerTests
{
    private static readonly MoeOptions Options = new() { Kind = MoeKind.Heterogeneous, Experts = 8, SmallestHidden = 32, Hidden = 256, TopK = 2 };

    [Fact]
    public void Sizes_EightFrom32To256_GrowInEqualSteps() =>
        Assert.Equal([32, 64, 96, 128, 160, 192, 224, 256], new HeterogeneousLayer(Options).Sizes);

    [Fact]
    public void Loss_WeightsZero_DoesNotExist()
    {
        using var bench = new LayerBench(Options with { SizePenaltyWeight = 0, EntropyWeight = 0 }, 4);
        using var free = new LayerBench(Options with { SizePenaltyWeight = 1 }, 4);
        var rows = LayerBench.RandomRows(5, 4);

        Assert.Equal(0, bench.Run(rows).Loss);
        Assert.Equal(free.Run(rows).Output[0], bench.Run(rows).Output[0]);
    }

    [Fact]
    public void Loss_LargeExpertsChosen_CostMoreThanSmallOnes()
    {
        var plain = Options with { EntropyWeight = 0, SizePenaltyWeight = 1, TopK = 1 };
        using var small = new LayerBench(plain, 1);
        using var large = new LayerBench(plain, 1);
        Array.Clear(small["router"]);
        Array.Clear(large["router"]);
        small["router"][0] = 60;
        large["router"][7] = 60;

        // f = 8 and P = 1 on the chosen one: 8 · 32/144 = 1.7778 against 8 · 256/144 = 14.2222
        Assert.Equal(1.7778f, small.Run([[1f]]).Loss, 1e-3);
        Assert.Equal(14.2222f, large.Run([[1f]]).Loss, 1e-3);
    }
}
