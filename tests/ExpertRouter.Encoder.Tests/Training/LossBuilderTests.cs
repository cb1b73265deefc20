using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Tests.Graph;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class LossBuilderTests
{
    [Fact]
    public void InfoNce_TwoOrthogonalPairsAtScaleOne_HasTheHandWorkedValue() =>
        // each row has logits (1, 0) with the first as its own: ln(e + 1) − 1 = .313262
        Assert.Equal(.313262f, InfoNce(0, null, null), 1e-5);

    [Fact]
    public void InfoNce_MaskedNegatives_CostNothing() => Assert.Equal(0, InfoNce(0, [0, -1e9f, -1e9f, 0], null), 1e-6);

    [Fact]
    public void InfoNce_HardNegatives_CountForTheLeftSideOnly() =>
        // in-batch negatives masked; each left row has its own logit 1 and hard ones 1 and 0: ln(2e + 1) − 1 = .861995; right side 0; halved
        Assert.Equal(.430997f, InfoNce(0, [0, -1e9f, -1e9f, 0], [1, 0, 0, 1]), 1e-5);

    [Fact]
    public void InfoNce_Gradient_MatchesDifferences()
    {
        var graph = new GraphBuilder();
        var left = graph.Parameter("left", new(3, 4), FiniteDifferences.Numbers(new(3, 4), 1));
        var right = graph.Parameter("right", new(3, 4), FiniteDifferences.Numbers(new(3, 4), 2));
        var negatives = graph.Parameter("negatives", new(3, 4), FiniteDifferences.Numbers(new(3, 4), 3));
        var scale = graph.Parameter("scale", TensorShape.Scalar, [.3f]);

        FiniteDifferences.CheckGraph(graph, LossBuilder.InfoNce(graph, left, right, scale, null, negatives), 2e-3);
    }

    [Fact]
    public void ExpertSoftmax_Gradient_MatchesDifferences()
    {
        var graph = new GraphBuilder();
        var z = graph.Parameter("z", new(2, 4), FiniteDifferences.Numbers(new(2, 4), 1));
        var experts = graph.Parameter("experts", new(3, 4), FiniteDifferences.Numbers(new(3, 4), 2));
        var bias = graph.Parameter("bias", new(3), [.1f, -.2f, .3f]);
        var scale = graph.Parameter("scale", TensorShape.Scalar, [.5f]);

        FiniteDifferences.CheckGraph(graph, LossBuilder.ExpertSoftmax(graph, z, experts, bias, scale, graph.Constant([1f, 0, 0, 0, .5f, .5f], 2, 3)), 2e-3);
    }

    private static float InfoNce(float logScale, float[]? mask, float[]? negatives)
    {
        var graph = new GraphBuilder();
        var vectors = graph.Constant([1f, 0, 0, 1], 2, 2);
        var loss = LossBuilder.InfoNce(
            graph,
            vectors,
            vectors,
            graph.Scalar(logScale),
            mask is null ? null : graph.Constant(mask, 2, 2),
            negatives is null ? null : graph.Constant(negatives, 2, 2));
        using var runner = new GraphRunner(graph, loss);
        return runner.Run(new Dictionary<string, (Array, long[])>())[0][0];
    }
}
