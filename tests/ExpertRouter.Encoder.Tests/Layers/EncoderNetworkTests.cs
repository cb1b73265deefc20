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
    public void FromPooled_Anchor_TakesItsShareOfTheInnerProduct()
    {
        var graph = new GraphBuilder();
        var pooled = graph.Constant(new float[] { 3, 4, 9, 1, 4, -3, 5, 2, 0, 0, 7, 6 }, 3, 4);
        var architecture = new EncoderArchitecture { Width = 4, Dimension = 5, AnchorWidth = 2, AnchorShare = .36f, Layer = Layer };
        var output = new EncoderNetwork(graph, architecture, 4).FromPooled(pooled);
        using var runner = new GraphRunner(graph, output.Embedding, output.Learned);
        var results = runner.Run(graph.Parameters.ToDictionary(p => p.Name, p => ((Array)p.Start, p.Value.Shape.Dims.Select(dim => dim.Size).ToArray())));
        float[] vectors = results[0], learned = results[1];

        // √.64 of what the layers say, then √.36 of (.6, .8) and (.8, −.6), which are orthogonal
        Assert.Equal([.6 * .6, .6 * .8], vectors[3..5].Select(number => Math.Round(number, 6)));
        Assert.Equal(.8f * learned[0], vectors[0], 1e-6);
        Assert.Equal(
            .64f * System.Numerics.Tensors.TensorPrimitives.Dot<float>(learned.AsSpan(0, 3), learned.AsSpan(3, 3)),
            System.Numerics.Tensors.TensorPrimitives.Dot<float>(vectors.AsSpan(0, 5), vectors.AsSpan(5, 5)),
            1e-5);
        // a text without anything to anchor keeps unit length: the layers alone
        Assert.Equal([learned[6], learned[7], learned[8], 0, 0], vectors[10..15].Select(number => (float)Math.Round(number, 6)), (left, right) => Math.Abs(left - right) < 1e-5);
    }

    [Fact]
    public void FromPooled_AnchoredGradient_MatchesDifferences()
    {
        var graph = new GraphBuilder();
        var pooled = graph.Parameter("pooled", new(2, 4), FiniteDifferences.Numbers(new(2, 4)));
        var output = new EncoderNetwork(graph, new EncoderArchitecture { Width = 4, Dimension = 5, AnchorWidth = 2, AnchorShare = .3f, Layer = Layer }, 4).FromPooled(pooled);

        FiniteDifferences.CheckGraph(graph, output.Embedding, 2e-3);
    }

    [Theory]
    [InlineData(5, .3f, "AnchorWidth is 5; it must lie in 0…Width (4)")]
    [InlineData(4, .3f, "leave some of Dimension (4)")]
    [InlineData(2, 1f, "AnchorShare is 1; it must lie in [0, 1)")]
    public void Validate_AnchorThatDoesNotFit_SaysWhy(int width, float share, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(
            new EncoderArchitecture { Width = 4, Dimension = 4, AnchorWidth = width, AnchorShare = share, Layer = Layer }.Validate).Message, StringComparison.Ordinal);

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
