using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Graph.Gradients;

internal static class ReductionRules
{
    public static void Sum(GradientScope scope) => scope.Pass(0, () => Spread(scope, scope.Upstream));

    /// <summary>The sum's gradient divided by how many numbers were averaged (read at run time: size in / size out).</summary>
    public static void Mean(GradientScope scope)
    {
        var graph = scope.Graph;
        scope.Pass(0, () => graph.DividedBy(Spread(scope, scope.Upstream), graph.DividedBy(Count(graph, scope.Input(0)), Count(graph, scope.Output))));
    }

    /// <summary>∂ log Σ exp x = exp(x − log Σ exp x).</summary>
    public static void LogSumExp(GradientScope scope)
    {
        var graph = scope.Graph;
        scope.Pass(0, () => graph.Times(Kept(scope, scope.Upstream), graph.Exp(graph.Minus(scope.Input(0), Kept(scope, scope.Output)))));
    }

    /// <summary>dx = y ⊙ (dy − Σ dy ⊙ y).</summary>
    public static void Softmax(GradientScope scope)
    {
        var graph = scope.Graph;
        var axis = (int)scope.Integer("axis");
        scope.Pass(0, () =>
        {
            var weighted = graph.Times(scope.Upstream, scope.Output);
            return graph.Minus(weighted, graph.Times(scope.Output, graph.Sum(weighted, true, axis)));
        });
    }

    /// <summary>With x̂ the standardised input and g = dy ⊙ scale: dx = (g − mean g − x̂ ⊙ mean(g ⊙ x̂)) / σ.</summary>
    public static void LayerNorm(GradientScope scope)
    {
        var graph = scope.Graph;
        var (x, scale, upstream) = (scope.Input(0), scope.Input(1), scope.Upstream);
        var (mean, inverseDeviation) = (scope.Node.Outputs[1], scope.Node.Outputs[2]);
        var standardised = graph.Times(graph.Minus(x, mean), inverseDeviation);
        scope.Pass(0, () =>
        {
            var g = graph.Times(upstream, scale);
            var centred = graph.Minus(g, graph.Mean(g, true, -1));
            var projection = graph.Times(standardised, graph.Mean(graph.Times(g, standardised), true, -1));
            return graph.Times(graph.Minus(centred, projection), inverseDeviation);
        });
        scope.Pass(1, () => graph.Times(upstream, standardised));
        scope.Pass(2, () => upstream);
    }

    /// <summary>The chosen values pass their gradient back to where they stood; all others get 0.</summary>
    public static void TopK(GradientScope scope)
    {
        var graph = scope.Graph;
        var x = scope.Input(0);
        scope.Pass(0, () => graph.ScatterElements(graph.FilledLike(x, 0), scope.Node.Outputs[1], scope.Upstream, (int)scope.Integer("axis")));
    }

    private static Value Count(GraphBuilder graph, Value x) =>
        graph.Cast(graph.Add("Size", OnnxType.I64, TensorShape.Scalar, [x]), OnnxType.F32);

    private static Value Spread(GradientScope scope, Value gradient) =>
        scope.Graph.Expand(Kept(scope, gradient), scope.Graph.ShapeOf(scope.Input(0)), scope.Input(0).Shape);

    /// <summary>Puts reduced axes back with size 1.</summary>
    private static Value Kept(GradientScope scope, Value reduced)
    {
        if (scope.Integer("keepdims") == 1)
            return reduced;
        var x = scope.Input(0);
        var axes = scope.Input(1);
        var dims = x.Shape.Dims.ToArray();
        foreach (var axis in ConstantAxes(scope, axes))
            dims[axis] = 1;
        return scope.Graph.Add("Unsqueeze", reduced.Type, new TensorShape(dims), [reduced, axes]);
    }

    private static long[] ConstantAxes(GradientScope scope, Value axes) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(scope.Graph.Constants.Single(constant => constant.Value == axes).Raw.Span).ToArray();
}
