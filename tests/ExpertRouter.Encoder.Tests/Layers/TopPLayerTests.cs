using ExpertRouter.Encoder.Layers;

namespace ExpertRouter.Encoder.Tests.Layers;

public sealed class TopPLayerTests
{
    private static readonly MoeOptions Options = new() { Kind = MoeKind.TopP, Experts = 4, TopK = 1, Hidden = 2 };

    [Theory]
    [InlineData(.3f, 1)]
    [InlineData(.45f, 1)]
    [InlineData(.55f, 2)]
    [InlineData(.85f, 3)]
    [InlineData(1f, 4)]
    [InlineData(2f, 4)]
    public void Chosen_ProbabilitiesFiveThreeOneOne_IsTheSmallestSetAboveTheThreshold(float threshold, int expected)
    {
        // P = (.5, .3, .1, .1): sums .5, .8, .9, 1
        Assert.Equal(expected, Chosen(threshold, [5, 3, 1, 1]));
    }

    [Theory]
    [InlineData(.2f, 1)]
    [InlineData(.3f, 2)]
    [InlineData(.6f, 3)]
    [InlineData(.9f, 4)]
    public void Chosen_UniformOverFour_IsFloorOfPTimesFourPlusOne(float threshold, int expected) =>
        Assert.Equal(expected, Chosen(threshold, [1, 1, 1, 1]));

    [Fact]
    public void Gates_ChosenExperts_KeepTheirRawProbability()
    {
        using var bench = Bench(.55f, [5, 3, 1, 1]);

        Assert.Equal([.5f, .3f, 0f, 0f], bench.Run([[1f]]).Gates[0].Select(gate => MathF.Round(gate, 5)));
    }

    [Fact]
    public void Chosen_RisingThreshold_NeverFalls()
    {
        var rows = LayerBench.RandomRows(50, 6, 3, 3);
        var previous = new int[rows.Length];
        foreach (var threshold in (float[])[.1f, .2f, .4f, .6f, .8f, .95f, 1f])
        {
            using var bench = new LayerBench(Options with { Threshold = threshold }, 6);
            var counts = bench.Run(rows).Gates.Select(gates => gates.Count(gate => gate > 0)).ToArray();

            Assert.All(counts.Zip(previous), pair => Assert.True(pair.First >= Math.Max(1, pair.Second)));
            previous = counts;
        }
    }

    [Fact]
    public void Loss_FlatRouter_CostsItsEntropy()
    {
        using var flat = Bench(.4f, [1, 1, 1, 1], Options with { BalanceWeight = 0, EntropyWeight = 1 });
        using var sure = Bench(.4f, [1e6f, 1, 1, 1], Options with { BalanceWeight = 0, EntropyWeight = 1 });

        // ln 4 = 1.38629
        Assert.Equal(1.38629f, flat.Run([[1f]]).Loss, 1e-4);
        Assert.True(sure.Run([[1f]]).Loss < 1e-3);
    }

    private static int Chosen(float threshold, float[] odds)
    {
        using var bench = Bench(threshold, odds);
        return bench.Run([[1f]]).Gates[0].Count(gate => gate > 0);
    }

    private static LayerBench Bench(float threshold, float[] odds, MoeOptions? options = null)
    {
        var bench = new LayerBench((options ?? Options) with { Threshold = threshold }, 1);
        odds.Select(odd => MathF.Log(odd)).ToArray().CopyTo(bench["router"], 0);
        return bench;
    }
}
