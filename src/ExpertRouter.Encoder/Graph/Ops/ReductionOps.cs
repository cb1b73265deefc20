namespace ExpertRouter.Encoder.Graph.Ops;

/// <summary>Reductions over named axes and what is built on them.</summary>
public static class ReductionOps
{
    public static Value Sum(this GraphBuilder graph, Value x, bool keep, params int[] axes) => Reduce(graph, "ReduceSum", x, keep, axes);

    public static Value Mean(this GraphBuilder graph, Value x, bool keep, params int[] axes) => Reduce(graph, "ReduceMean", x, keep, axes);

    /// <summary>log Σ exp x, computed stably.</summary>
    public static Value LogSumExp(this GraphBuilder graph, Value x, bool keep, params int[] axes) => Reduce(graph, "ReduceLogSumExp", x, keep, axes);

    public static Value MeanOfAll(this GraphBuilder graph, Value x) => Mean(graph, x, false, [.. Enumerable.Range(0, x.Shape.Rank)]);

    public static Value SumOfAll(this GraphBuilder graph, Value x) => Sum(graph, x, false, [.. Enumerable.Range(0, x.Shape.Rank)]);

    public static Value Softmax(this GraphBuilder graph, Value x, int axis = -1) =>
        graph.Add("Softmax", x.Type, x.Shape, [x], NodeAttribute.Of("axis", x.Shape.Axis(axis)));

    /// <summary>√(Σ x² + ε) over the last axis, which stays with size 1. ε = 1e-12 keeps the gradient finite at 0.</summary>
    public static Value L2Norm(this GraphBuilder graph, Value x) =>
        graph.Sqrt(graph.Plus(graph.Sum(graph.Times(x, x), true, -1), 1e-12f));

    /// <summary>x / ‖x‖₂ over the last axis.</summary>
    public static Value L2Normalize(this GraphBuilder graph, Value x) => graph.DividedBy(x, graph.L2Norm(x));

    /// <summary>(x − mean) / √(var + ε) · scale + shift over the last axis (Ba et al. 2016).</summary>
    public static Value LayerNorm(this GraphBuilder graph, Value x, Value scale, Value shift, float epsilon = 1e-5f)
    {
        var statistics = x.Shape.With(-1, 1);
        return graph.AddMany(
            "LayerNormalization",
            [(x.Type, x.Shape), (OnnxType.F32, statistics), (OnnxType.F32, statistics)],
            [x, scale, shift],
            NodeAttribute.Of("axis", -1L),
            NodeAttribute.Of("epsilon", epsilon))[0];
    }

    /// <summary>The k largest of an axis, descending; equal values in index order.</summary>
    public static (Value Values, Value Indices) TopK(this GraphBuilder graph, Value x, Value k, Dim kept, int axis = -1)
    {
        var shape = x.Shape.With(axis, kept);
        var results = graph.AddMany(
            "TopK",
            [(x.Type, shape), (OnnxType.I64, shape)],
            [x, k],
            NodeAttribute.Of("axis", x.Shape.Axis(axis)),
            NodeAttribute.Of("largest", 1L),
            NodeAttribute.Of("sorted", 1L));
        return (results[0], results[1]);
    }

    /// <summary>Running sum over the last axis that leaves the element itself out.</summary>
    public static Value ExclusiveCumulativeSum(this GraphBuilder graph, Value x) =>
        graph.Add("CumSum", x.Type, x.Shape, [x, graph.Constant([x.Shape.Rank - 1L])], NodeAttribute.Of("exclusive", 1L));

    private static Value Reduce(GraphBuilder graph, string operation, Value x, bool keep, int[] axes)
    {
        var reduced = axes.Select(x.Shape.Axis).Order().ToArray();
        var dims = new List<Dim>();
        for (var axis = 0; axis < x.Shape.Rank; axis++)
        {
            if (!reduced.Contains(axis))
                dims.Add(x.Shape[axis]);
            else if (keep)
                dims.Add(1);
        }

        return graph.Add(
            operation,
            x.Type,
            new TensorShape(dims),
            [x, graph.Integers([.. reduced.Select(axis => (long)axis)])],
            NodeAttribute.Of("keepdims", keep ? 1L : 0L));
    }
}
