using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Tests.Graph;

namespace ExpertRouter.Encoder.Tests.Layers;

public sealed class EncoderNetworkTests
{
    private static readonly MoeOptions Layer = new() { Experts = 3, TopK = 2, Hidden = 2 };

    [Fact]
    public void FromPooled_Gradient_MatchesDifferences()
    {
        var graph = new GraphBuilder();
        var pooled = graph.Parameter("pooled", new(2, 4), FiniteDifferences.Numbers(new(2, 4)));
        var output = new EncoderNetwork(graph, new EncoderArchitecture { Width = 4, Dimension = 3, Layer = Layer }, 4).FromPooled(pooled);

        FiniteDifferences.CheckGraph(graph, output.Embedding, 2e-3);
    }

    [Fact]
    public void FromTokens_WithAttention_GradientMatchesDifferences()
    {
        var graph = new GraphBuilder();
        var tokens = graph.Parameter("tokens", new(2, 3, 4), FiniteDifferences.Numbers(new(2, 3, 4), 2));
        var weights = graph.Parameter("weights", new(2, 3, 1), [1, 2, .5f, .7f, 1, 3]);
        var architecture = new EncoderArchitecture { Width = 4, Dimension = 3, Placement = MoePlacement.Token, AttentionHeads = 2, Layer = Layer };
        var output = new EncoderNetwork(graph, architecture, 6).FromTokens(tokens, weights, graph.Constant(new long[6], 2, 3));

        FiniteDifferences.CheckGraph(graph, output.Embedding, 4e-3);
    }

    [Fact]
    public void FromTokens_MorePadding_ChangesNothing()
    {
        var graph = new GraphBuilder();
        var tokens = graph.Input("tokens", OnnxType.F32, "batch", "tokens", 4);
        var weights = graph.Input("weights", OnnxType.F32, "batch", "tokens", 1);
        var ids = graph.Input("ids", OnnxType.I64, "batch", "tokens");
        var architecture = new EncoderArchitecture { Width = 4, Dimension = 3, Placement = MoePlacement.Token, AttentionHeads = 2, Layer = Layer };
        var output = new EncoderNetwork(graph, architecture, 6).FromTokens(tokens, weights, ids);
        using var runner = new GraphRunner(graph, output.Embedding);
        var numbers = FiniteDifferences.Numbers(new(2, 4));
        var parameters = graph.Parameters.ToDictionary(p => p.Name, p => ((Array)p.Start, p.Value.Shape.Dims.Select(dim => dim.Size).ToArray()));

        var bare = Run(2, [.. numbers], [1, 2]);
        var padded = Run(4, [.. numbers, .. Enumerable.Repeat(99f, 8)], [1, 2, 0, 0]);

        for (var i = 0; i < 3; i++)
            Assert.Equal(bare[i], padded[i], 1e-6);

        float[] Run(int length, float[] values, float[] shares) => runner.Run(new Dictionary<string, (Array, long[])>(parameters)
        {
            ["tokens"] = (values, [1, length, 4]),
            ["weights"] = (shares, [1, length, 1]),
            ["ids"] = (new long[length], [1, length]),
        })[0];
    }

    [Theory]
    [InlineData(MoeKind.WordExperts, MoePlacement.Pooled, 0, "word experts work on tokens")]
    [InlineData(MoeKind.MergedExperts, MoePlacement.Token, 0, "one gate per text")]
    [InlineData(MoeKind.TopP, MoePlacement.Pooled, 2, "attention works on tokens")]
    [InlineData(MoeKind.TopP, MoePlacement.Token, 5, "no multiple")]
    public void Validate_PartsThatDoNotFit_SaysWhy(MoeKind kind, MoePlacement placement, int heads, string reason)
    {
        var architecture = new EncoderArchitecture { Placement = placement, AttentionHeads = heads, Layer = new MoeOptions { Kind = kind } };

        Assert.Contains(reason, Assert.Throws<ArgumentException>(architecture.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_TopKAboveExperts_NamesBothNumbers() =>
        Assert.Contains("TopK is 9; it must lie in 1…8", Assert.Throws<ArgumentException>(() =>
            new EncoderArchitecture { Layer = new MoeOptions { Experts = 8, TopK = 9 } }.Validate()).Message, StringComparison.Ordinal);
}
