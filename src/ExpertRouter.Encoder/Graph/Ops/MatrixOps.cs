namespace ExpertRouter.Encoder.Graph.Ops;

/// <summary>Matrix products.</summary>
public static class MatrixOps
{
    /// <summary>Product of the last two axes, the others broadcast. Both ranks are at least 2.</summary>
    public static Value MatMul(this GraphBuilder graph, Value left, Value right)
    {
        if (left.Shape.Rank < 2 || right.Shape.Rank < 2 || left.Shape[-1] != right.Shape[-2])
            throw new ArgumentException($"matrix product of {left} and {right}: inner dimensions differ");
        var batch = TensorShape.Broadcast(new TensorShape([.. left.Shape.Dims.SkipLast(2)]), new TensorShape([.. right.Shape.Dims.SkipLast(2)]));
        return graph.Add("MatMul", left.Type, new TensorShape([.. batch.Dims, left.Shape[-2], right.Shape[-1]]), [left, right]);
    }

    /// <summary>A·B + C for matrices, either of A and B transposed on request; C broadcasts and may be absent.</summary>
    public static Value Gemm(this GraphBuilder graph, Value left, Value right, Value? bias = null, bool transposeLeft = false, bool transposeRight = false)
    {
        if (left.Shape.Rank != 2 || right.Shape.Rank != 2)
            throw new ArgumentException($"Gemm takes matrices, not {left} and {right}");
        var (rows, inner) = transposeLeft ? (left.Shape[1], left.Shape[0]) : (left.Shape[0], left.Shape[1]);
        var (depth, columns) = transposeRight ? (right.Shape[1], right.Shape[0]) : (right.Shape[0], right.Shape[1]);
        if (inner != depth)
            throw new ArgumentException($"Gemm of {left} and {right}: inner dimensions differ");
        return graph.Add(
            "Gemm",
            left.Type,
            new TensorShape(rows, columns),
            bias is null ? [left, right] : [left, right, bias],
            NodeAttribute.Of("transA", transposeLeft ? 1L : 0L),
            NodeAttribute.Of("transB", transposeRight ? 1L : 0L));
    }
}
