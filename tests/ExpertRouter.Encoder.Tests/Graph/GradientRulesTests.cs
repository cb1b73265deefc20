using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Gradients;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Tests.Graph;

public sealed class GradientRulesTests
{
    private static readonly TensorShape Matrix = new(3, 4);

    [Fact]
    public void Add_BroadcastRow_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.Plus(p[0], p[1]), Matrix, new(4));

    [Fact]
    public void Sub_BroadcastColumn_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.Minus(p[0], p[1]), Matrix, new(3, 1));

    [Fact]
    public void Mul_BothBroadcast_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.Times(p[0], p[1]), new(3, 1), new(1, 4));

    [Fact]
    public void Mul_ValueWithItself_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.Times(p[0], p[0]), Matrix);

    [Fact]
    public void Div_BroadcastDivisor_MatchesDifferences() =>
        FiniteDifferences.CheckAt((g, p) => g.DividedBy(p[0], p[1]), 1e-3, (Matrix, FiniteDifferences.Numbers(Matrix)), (new(4), FiniteDifferences.Positive(new(4))));

    [Fact]
    public void Neg_Any_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.Negative(p[0]), Matrix);

    [Fact]
    public void Exp_Any_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.Exp(p[0]), Matrix);

    [Fact]
    public void Log_Positive_MatchesDifferences() =>
        FiniteDifferences.CheckAt((g, p) => g.Log(p[0]), 1e-3, (Matrix, FiniteDifferences.Positive(Matrix)));

    [Fact]
    public void Sqrt_Positive_MatchesDifferences() =>
        FiniteDifferences.CheckAt((g, p) => g.Sqrt(p[0]), 1e-3, (Matrix, FiniteDifferences.Positive(Matrix)));

    [Fact]
    public void Tanh_Any_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.Tanh(p[0]), Matrix);

    [Fact]
    public void Erf_Any_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.Erf(p[0]), Matrix);

    [Fact]
    public void Gelu_Any_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.Gelu(p[0]), Matrix);

    [Fact]
    public void Where_TwoBranches_MatchesDifferences() =>
        FiniteDifferences.Check((g, p) => g.Where(g.IsGreater(g.Constant([1f, -1, 1, -1], 4), g.Scalar(0)), p[0], p[1]), Matrix, new(3, 1));

    [Fact]
    public void MatMul_Matrices_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.MatMul(p[0], p[1]), Matrix, new(4, 2));

    [Fact]
    public void MatMul_BatchTimesSharedMatrix_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.MatMul(p[0], p[1]), new(2, 3, 4), new(4, 2));

    [Fact]
    public void MatMul_BroadcastBatch_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.MatMul(p[0], p[1]), new(2, 1, 3, 4), new(3, 4, 2));

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Gemm_EveryTransposition_MatchesDifferences(bool left, bool right) =>
        FiniteDifferences.Check(
            (g, p) => g.Gemm(p[0], p[1], p[2], left, right),
            left ? new(4, 3) : new(3, 4),
            right ? new(2, 4) : new(4, 2),
            new(2));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReduceSum_MiddleAxis_MatchesDifferences(bool keep) => FiniteDifferences.Check((g, p) => g.Sum(p[0], keep, 1), new TensorShape(2, 3, 2));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReduceMean_TwoAxes_MatchesDifferences(bool keep) => FiniteDifferences.Check((g, p) => g.Mean(p[0], keep, 0, 2), new TensorShape(2, 3, 2));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LogSumExp_LastAxis_MatchesDifferences(bool keep) => FiniteDifferences.Check((g, p) => g.LogSumExp(p[0], keep, -1), Matrix);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Softmax_EitherAxis_MatchesDifferences(int axis) => FiniteDifferences.Check((g, p) => g.Softmax(p[0], axis), Matrix);

    [Fact]
    public void LayerNorm_InputScaleAndShift_MatchDifferences() =>
        FiniteDifferences.Check((g, p) => g.LayerNorm(p[0], p[1], p[2]), new(2, 3, 5), new(5), new(5));

    [Fact]
    public void L2Normalize_Rows_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.L2Normalize(p[0]), Matrix);

    [Fact]
    public void TopK_Values_MatchDifferences() =>
        FiniteDifferences.Check((g, p) => g.TopK(p[0], g.Integers(2), 2).Values, new TensorShape(3, 5));

    [Fact]
    public void TopKGates_MaskedSoftmax_MatchesDifferences() =>
        FiniteDifferences.Check(
            (g, p) =>
            {
                var chosen = g.TopK(p[0], g.Integers(2), 2).Indices;
                var mask = g.ScatterElements(g.FilledLike(p[0], 0), chosen, g.Constant([.. Enumerable.Repeat(1f, 6)], 3, 2), -1);
                return g.Softmax(g.Where(g.IsGreater(mask, g.Scalar(.5f)), p[0], g.Scalar(-1e9f)));
            },
            new TensorShape(3, 5));

    [Fact]
    public void Transpose_ThreeAxes_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.Transpose(p[0], 2, 0, 1), new TensorShape(2, 3, 4));

    [Fact]
    public void Reshape_Flattened_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.Reshape(p[0], 6, 2), new TensorShape(3, 4));

    [Fact]
    public void Unsqueeze_NewAxis_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.Times(g.Unsqueeze(p[0], 1), p[1]), Matrix, new(3, 2, 4));

    [Fact]
    public void Expand_StretchedAxis_MatchesDifferences() =>
        FiniteDifferences.Check((g, p) => g.Expand(p[0], g.Integers(3, 4), Matrix), new TensorShape(3, 1));

    [Fact]
    public void Concat_TwoParts_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.Concat(1, p[0], p[1]), Matrix, new(3, 2));

    [Fact]
    public void Slice_InnerPart_MatchesDifferences() => FiniteDifferences.Check((g, p) => g.Slice(p[0], 1, 1, 2), Matrix);

    [Fact]
    public void Gather_RepeatedRows_AddsTheirGradients() =>
        FiniteDifferences.Check((g, p) => g.Gather(p[0], g.Constant([2L, 0, 2, 1, 2, 2], 2, 3)), new TensorShape(4, 3));

    [Fact]
    public void Differentiate_TargetNotInTheLoss_GivesZeros()
    {
        var graph = new GraphBuilder();
        var used = graph.Parameter("used", new(2), [3, 5]);
        var unused = graph.Parameter("unused", new(3), [1, 1, 1]);

        var gradients = GradientBuilder.Differentiate(graph, graph.SumOfAll(graph.Times(used, used)), [used, unused]);

        using var runner = new GraphRunner(graph, [.. gradients]);
        var results = runner.Run(new Dictionary<string, (Array, long[])> { ["used"] = (new float[] { 3, 5 }, [2]), ["unused"] = (new float[] { 1, 1, 1 }, [3]) });
        Assert.Equal([6f, 10f], results[0]);
        Assert.Equal([0f, 0f, 0f], results[1]);
    }

    [Fact]
    public void Differentiate_OperatorWithoutRule_NamesIt()
    {
        var graph = new GraphBuilder();
        var x = graph.Parameter("x", new(2), [3, 5]);

        var error = Assert.Throws<NotSupportedException>(() =>
            GradientBuilder.Differentiate(graph, graph.SumOfAll(graph.ExclusiveCumulativeSum(x)), [x]));

        Assert.Contains("CumSum", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Differentiate_LossThatIsAVector_IsRefused()
    {
        var graph = new GraphBuilder();
        var x = graph.Parameter("x", new(2), [3, 5]);

        Assert.Throws<ArgumentException>(() => GradientBuilder.Differentiate(graph, x, [x]));
    }
}
