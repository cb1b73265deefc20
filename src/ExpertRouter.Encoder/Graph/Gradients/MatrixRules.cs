using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Graph.Gradients;

internal static class MatrixRules
{
    /// <summary>d(AB): dA = dC·Bᵀ, dB = Aᵀ·dC; a matrix shared by a batch gets one product over the flattened batch.</summary>
    public static void MatMul(GradientScope scope)
    {
        var graph = scope.Graph;
        var (left, right, upstream) = (scope.Input(0), scope.Input(1), scope.Upstream);
        if (right.Shape.Rank == 2)
        {
            scope.Pass(0, () => left.Shape.Rank == 2
                ? graph.Gemm(upstream, right, transposeRight: true)
                : graph.MatMul(upstream, graph.TransposeMatrix(right)));
            scope.Pass(1, () => graph.Gemm(Flat(graph, left), Flat(graph, upstream), transposeLeft: true));
            return;
        }

        scope.Pass(0, () => graph.MatMul(upstream, graph.TransposeMatrix(right)));
        scope.Pass(1, () => graph.MatMul(graph.TransposeMatrix(left), upstream));
    }

    public static void Gemm(GradientScope scope)
    {
        var graph = scope.Graph;
        var (left, right, upstream) = (scope.Input(0), scope.Input(1), scope.Upstream);
        var (leftTransposed, rightTransposed) = (scope.Integer("transA") == 1, scope.Integer("transB") == 1);
        scope.Pass(0, () => leftTransposed
            ? graph.Gemm(right, upstream, transposeLeft: rightTransposed, transposeRight: true)
            : graph.Gemm(upstream, right, transposeRight: !rightTransposed));
        scope.Pass(1, () => rightTransposed
            ? graph.Gemm(upstream, left, transposeLeft: true, transposeRight: leftTransposed)
            : graph.Gemm(left, upstream, transposeLeft: !leftTransposed));
        scope.Pass(2, () => upstream);
    }

    private static Value Flat(GraphBuilder graph, Value x)
    {
        if (x.Shape.Rank == 2)
            return x;
        var leading = new TensorShape([.. x.Shape.Dims.SkipLast(1)]);
        Dim rows = leading.IsKnown ? Dim.Of(leading.ElementCount) : string.Join('*', leading.Dims);
        return graph.Reshape(x, rows, x.Shape[-1]);
    }
}
