using ExpertRouter.Encoder.Layers;

namespace ExpertRouter.Encoder.Tests.Layers;

public sealed class TopKRenormalisedLayerTests
{
    private static readonly MoeOptions Options = new() { Kind = MoeKind.TopKRenormalised, Experts = 4, TopK = 2, Hidden = 3 };

    [Fact]
    public void Gates_OfEveryRow_SumToOneOverTwoExperts()
    {
        using var bench = new LayerBench(Options, 5);

        foreach (var gates in bench.Run(LayerBench.RandomRows(30, 5)).Gates)
        {
            Assert.Equal(2, gates.Count(gate => gate > 0));
            Assert.Equal(1, gates.Sum(), 1e-6);
        }
    }

    [Fact]
    public void Gates_ConstantAddedToAllLogits_StayAsTheyWere()
    {
        using var bench = new LayerBench(Options, 5);
        var rows = LayerBench.RandomRows(10, 5);
        foreach (var row in rows)
            row[4] = 1;

        var before = bench.Run(rows).Gates;
        for (var expert = 0; expert < 4; expert++)
            bench["router"][4 * 4 + expert] += 3;
        var after = bench.Run(rows).Gates;

        for (var i = 0; i < rows.Length; i++)
            for (var expert = 0; expert < 4; expert++)
                Assert.Equal(before[i][expert], after[i][expert], 1e-6);
    }

    [Fact]
    public void Gates_KnownLogits_AreTheSoftmaxOfTheTwoLargest()
    {
        using var bench = new LayerBench(Options, 1);
        float[] logits = [1, 3, 2, 0];
        logits.CopyTo(bench["router"], 0);

        var gates = bench.Run([[1f]]).Gates[0];

        // softmax(3, 2) = (e/(1+e), 1/(1+e)) = (.73106, .26894)
        Assert.Equal([0f, .73106f, .26894f, 0f], gates.Select(gate => MathF.Round(gate, 5)));
    }

    [Fact]
    public void Loss_AllRowsOnTheSameTwoOfFour_ExceedsTheBalancedValue()
    {
        using var bench = new LayerBench(Options, 1);
        float[] logits = [50, 50, 0, 0];
        logits.CopyTo(bench["router"], 0);

        var loss = bench.Run([[1f], [1f]]).Loss;

        // f = (2, 2, 0, 0), P = (.5, .5, 0, 0): Σ f P = 2 where balance has 1; weight .01
        Assert.Equal(.02f, loss, 1e-6);
    }
}
