using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Graph.Gradients;

internal static class ShapeRules
{
    public static void Reshape(GradientScope scope)
    {
        var graph = scope.Graph;
        scope.Pass(0, () => graph.ReshapeTo(scope.Upstream, graph.ShapeOf(scope.Input(0)), scope.Input(0).Shape));
    }

    /// <summary>The sum over the stretched axes, which <see cref="GradientScope.Pass"/> takes.</summary>
    public static void Expand(GradientScope scope) => scope.Pass(0, () => scope.Upstream);

    public static void Transpose(GradientScope scope)
    {
        var order = (IReadOnlyList<long>)scope.Node.Attributes.Single(attribute => attribute.Name == "perm").Content;
        var inverse = new int[order.Count];
        for (var axis = 0; axis < order.Count; axis++)
            inverse[order[axis]] = axis;
        scope.Pass(0, () => scope.Graph.Transpose(scope.Upstream, inverse));
    }

    public static void Concat(GradientScope scope)
    {
        var axis = (int)scope.Integer("axis");
        long start = 0;
        for (var i = 0; i < scope.Node.Inputs.Count; i++)
        {
            var size = scope.Input(i).Shape[axis];
            if (!size.IsKnown)
                throw new NotSupportedException($"{scope.Node}: the gradient needs known sizes along axis {axis}, {scope.Input(i)} has none");
            var from = start;
            scope.Pass(i, () => scope.Graph.Slice(scope.Upstream, axis, from, size.Size));
            start += size.Size;
        }
    }

    public static void Slice(GradientScope scope)
    {
        var graph = scope.Graph;
        var x = scope.Input(0);
        var start = ConstantAt(graph, scope.Input(1));
        var axis = (int)ConstantAt(graph, scope.Input(3));
        scope.Pass(0, () =>
        {
            var pads = new long[2 * x.Shape.Rank];
            pads[axis] = start;
            pads[x.Shape.Rank + axis] = x.Shape[axis].Size - start - scope.Output.Shape[axis].Size;
            return graph.Add("Pad", x.Type, x.Shape, [scope.Upstream, graph.Integers(pads), graph.Scalar(0)]);
        });
    }

    /// <summary>Adds every row's gradient to the row it came from; feed a table of touched rows only to keep it sparse.</summary>
    public static void Gather(GradientScope scope)
    {
        var graph = scope.Graph;
        var (table, indices) = (scope.Input(0), scope.Input(1));
        scope.Pass(0, () => graph.Add(
            "ScatterND",
            table.Type,
            table.Shape,
            [graph.FilledLike(table, 0), graph.Unsqueeze(indices, -1), scope.Upstream],
            NodeAttribute.Of("reduction", "add")));
    }

    private static long ConstantAt(GraphBuilder graph, Value integer) =>
        System.Runtime.InteropServices.MemoryMarshal.Read<long>(graph.Constants.Single(constant => constant.Value == integer).Raw.Span);
}
