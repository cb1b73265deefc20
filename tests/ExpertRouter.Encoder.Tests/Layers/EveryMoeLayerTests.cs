using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Tests.Graph;

namespace ExpertRouter.Encoder.Tests.Layers;

/// <summary>What holds for each kind of layer.</summary>
public sealed class EveryMoeLayerTests
{
    private static readonly MoeOptions Small = new() { Experts = 4, Hidden = 3, TopK = 2, NullExperts = 2, SmallestHidden = 1, BidWidth = 2, WordSlices = 5 };

    public static TheoryData<MoeKind> Kinds() => [.. Enum.GetValues<MoeKind>()];

    public static TheoryData<MoeKind> InvariantKinds() => [.. Enum.GetValues<MoeKind>().Where(kind => kind != MoeKind.ExpertChoice)];

    [Theory, MemberData(nameof(Kinds))]
    public void Gradient_OfOutputAndLoss_MatchesDifferences(MoeKind kind)
    {
        var graph = new GraphBuilder();
        var x = graph.Parameter("x", new(3, 4), FiniteDifferences.Numbers(new(3, 4), 3));
        var result = MoeLayers.Create(Small with { Kind = kind }).Build(
            graph, new WeightInitializer(graph, 11), new MoeInput(x, null, graph.Constant([7L, 2, 7], 3)));
        BreakTies(graph);
        var output = result.AuxiliaryLoss is { } loss ? graph.Plus(result.Output, loss) : result.Output;

        FiniteDifferences.CheckGraph(graph, output, 4e-3);
    }

    [Theory, MemberData(nameof(InvariantKinds))]
    public void Row_AloneOrInAnyBatch_HasTheSameResult(MoeKind kind)
    {
        using var bench = new LayerBench(Small with { Kind = kind }, 4);
        var rows = LayerBench.RandomRows(40, 4);
        // adversarial company: copies of the first row that want the same experts, and rows a thousand times as large
        var crowd = Enumerable.Repeat(rows[0], 20).Concat(LayerBench.RandomRows(20, 4, 9, 1000)).ToArray();

        var alone = bench.Run([rows[0]], [3]).Output[0];
        var inBatch = bench.Run(rows, [.. Enumerable.Repeat(3L, 40)]).Output[0];
        var inCrowd = bench.Run([.. crowd, rows[0]], [.. Enumerable.Repeat(3L, 41)]).Output[^1];

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(alone[i], inBatch[i], 1e-5);
            Assert.Equal(alone[i], inCrowd[i], 1e-5);
        }

        Assert.True(bench.Layer.IsBatchInvariant);
    }

    [Fact]
    public void ExpertChoice_AdversarialCompany_ChangesTheVictim()
    {
        using var bench = new LayerBench(Small with { Kind = MoeKind.ExpertChoice, CapacityFactor = 1 }, 4);
        var victims = LayerBench.RandomRows(20, 4);

        var changed = victims.Count(victim =>
        {
            var alone = bench.Run([victim]).Output[0];
            var crowd = LayerBench.RandomRows(12, 4, 77, 50);
            var attacked = bench.Run([.. crowd, victim]).Output[^1];
            return alone.Zip(attacked).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-4);
        });

        Assert.False(bench.Layer.IsBatchInvariant);
        Assert.True(changed >= 18, $"{changed} of 20 victims changed");
    }

    /// <summary>At a tie between experts the output jumps, and differences mean nothing there.</summary>
    private static void BreakTies(GraphBuilder graph)
    {
        var random = new Random(8);
        foreach (var parameter in graph.Parameters)
            for (var i = 0; i < parameter.Start.Length; i++)
                parameter.Start[i] += .2f * (random.NextSingle() - .5f);
    }
}
