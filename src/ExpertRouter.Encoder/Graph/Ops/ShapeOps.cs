namespace ExpertRouter.Encoder.Graph.Ops;

/// <summary>Operators that move numbers without changing them.</summary>
public static class ShapeOps
{
    public static Value ShapeOf(this GraphBuilder graph, Value x) => graph.Add("Shape", OnnxType.I64, new TensorShape(x.Shape.Rank), [x]);

    /// <summary>At most one dimension of the target may be symbolic.</summary>
    public static Value Reshape(this GraphBuilder graph, Value x, params IReadOnlyList<Dim> target)
    {
        if (target.Count(dim => !dim.IsKnown) > 1)
            throw new ArgumentException($"reshape of {x} to {new TensorShape(target)}: more than one symbolic dimension; give the shape of another value");
        return graph.Add("Reshape", x.Type, new TensorShape(target), [x, graph.Integers([.. target.Select(dim => dim.Size)])]);
    }

    /// <summary>Reshapes to a shape computed at run time.</summary>
    public static Value ReshapeTo(this GraphBuilder graph, Value x, Value shape, TensorShape result) => graph.Add("Reshape", x.Type, result, [x, shape]);

    public static Value Expand(this GraphBuilder graph, Value x, Value shape, TensorShape result) => graph.Add("Expand", x.Type, result, [x, shape]);

    /// <summary>Zeros (or another number) in the shape of a value.</summary>
    public static Value FilledLike(this GraphBuilder graph, Value x, float number) => graph.Expand(graph.Scalar(number), graph.ShapeOf(x), x.Shape);

    public static Value Transpose(this GraphBuilder graph, Value x, params int[] order) =>
        graph.Add("Transpose", x.Type, new TensorShape([.. order.Select(axis => x.Shape[axis])]), [x], NodeAttribute.Of("perm", [.. order.Select(axis => (long)axis)]));

    /// <summary>Swaps the last two axes.</summary>
    public static Value TransposeMatrix(this GraphBuilder graph, Value x)
    {
        var order = Enumerable.Range(0, x.Shape.Rank).ToArray();
        (order[^1], order[^2]) = (order[^2], order[^1]);
        return graph.Transpose(x, order);
    }

    public static Value Unsqueeze(this GraphBuilder graph, Value x, int axis)
    {
        var dims = x.Shape.Dims.ToList();
        var position = axis < 0 ? axis + dims.Count + 1 : axis;
        dims.Insert(position, 1);
        return graph.Add("Unsqueeze", x.Type, new TensorShape(dims), [x, graph.Integers(position)]);
    }

    public static Value Concat(this GraphBuilder graph, int axis, params IReadOnlyList<Value> parts)
    {
        var first = parts[0].Shape;
        var position = first.Axis(axis);
        var known = parts.All(part => part.Shape[position].IsKnown);
        Dim total = known ? Dim.Of(parts.Sum(part => part.Shape[position].Size)) : string.Join('+', parts.Select(part => part.Shape[position]));
        foreach (var part in parts)
        {
            if (!part.Shape.With(position, 1).Equals(first.With(position, 1)))
                throw new ArgumentException($"concat along {position}: {part} does not fit {parts[0]}");
        }

        return graph.Add("Concat", parts[0].Type, first.With(position, total), [.. parts], NodeAttribute.Of("axis", (long)position));
    }

    /// <summary>Elements from <paramref name="start"/> on, <paramref name="count"/> of them, along an axis of known size.</summary>
    public static Value Slice(this GraphBuilder graph, Value x, int axis, long start, long count)
    {
        var position = x.Shape.Axis(axis);
        var size = x.Shape[position];
        if (!size.IsKnown || start < 0 || count < 0 || start + count > size.Size)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"slice of {count} along axis {position} does not lie within {x}");
        return graph.Add(
            "Slice",
            x.Type,
            x.Shape.With(position, Dim.Of(count)),
            [x, graph.Integers(start), graph.Integers(start + count), graph.Integers(position)]);
    }

    /// <summary>Rows of a table: the first axis is indexed. Result shape: indices, then the table's other axes.</summary>
    public static Value Gather(this GraphBuilder graph, Value table, Value indices) =>
        graph.Add("Gather", table.Type, new TensorShape([.. indices.Shape.Dims, .. table.Shape.Dims.Skip(1)]), [table, indices], NodeAttribute.Of("axis", 0L));

    /// <summary>Replaces the elements at <paramref name="indices"/> along an axis.</summary>
    public static Value ScatterElements(this GraphBuilder graph, Value data, Value indices, Value updates, int axis) =>
        graph.Add("ScatterElements", data.Type, data.Shape, [data, indices, updates], NodeAttribute.Of("axis", (long)data.Shape.Axis(axis)));
}
