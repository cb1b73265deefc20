namespace ExpertRouter.Encoder.Graph.Ops;

/// <summary>Element-wise operators with NumPy-style broadcasting.</summary>
public static class ArithmeticOps
{
    public static Value Plus(this GraphBuilder graph, Value left, Value right) => Binary(graph, "Add", left, right);

    public static Value Minus(this GraphBuilder graph, Value left, Value right) => Binary(graph, "Sub", left, right);

    public static Value Times(this GraphBuilder graph, Value left, Value right) => Binary(graph, "Mul", left, right);

    public static Value DividedBy(this GraphBuilder graph, Value left, Value right) => Binary(graph, "Div", left, right);

    public static Value Plus(this GraphBuilder graph, Value left, float right) => Plus(graph, left, graph.Scalar(right));

    public static Value Times(this GraphBuilder graph, Value left, float right) => Times(graph, left, graph.Scalar(right));

    public static Value Negative(this GraphBuilder graph, Value x) => Unary(graph, "Neg", x);

    public static Value Exp(this GraphBuilder graph, Value x) => Unary(graph, "Exp", x);

    public static Value Log(this GraphBuilder graph, Value x) => Unary(graph, "Log", x);

    public static Value Sqrt(this GraphBuilder graph, Value x) => Unary(graph, "Sqrt", x);

    public static Value Tanh(this GraphBuilder graph, Value x) => Unary(graph, "Tanh", x);

    public static Value Erf(this GraphBuilder graph, Value x) => Unary(graph, "Erf", x);

    /// <summary>x·Φ(x), exact form (Hendrycks and Gimpel 2016).</summary>
    public static Value Gelu(this GraphBuilder graph, Value x) => Unary(graph, "Gelu", x);

    /// <summary><paramref name="condition"/> ? <paramref name="yes"/> : <paramref name="no"/>, element by element.</summary>
    public static Value Where(this GraphBuilder graph, Value condition, Value yes, Value no) =>
        graph.Add("Where", yes.Type, TensorShape.Broadcast(condition.Shape, TensorShape.Broadcast(yes.Shape, no.Shape)), [condition, yes, no]);

    public static Value IsGreater(this GraphBuilder graph, Value left, Value right) => Compare(graph, "Greater", left, right);

    public static Value IsAtMost(this GraphBuilder graph, Value left, Value right) => Compare(graph, "LessOrEqual", left, right);

    public static Value Cast(this GraphBuilder graph, Value x, OnnxType type) =>
        x.Type == type ? x : graph.Add("Cast", type, x.Shape, [x], NodeAttribute.Of("to", (long)type));

    private static Value Compare(GraphBuilder graph, string operation, Value left, Value right) =>
        graph.Add(operation, OnnxType.Bool, TensorShape.Broadcast(left.Shape, right.Shape), [left, right]);

    private static Value Unary(GraphBuilder graph, string operation, Value x) => graph.Add(operation, x.Type, x.Shape, [x]);

    private static Value Binary(GraphBuilder graph, string operation, Value left, Value right)
    {
        if (left.Type != right.Type)
            throw new ArgumentException($"{operation} of {left} and {right}: the types differ");
        return graph.Add(operation, left.Type, TensorShape.Broadcast(left.Shape, right.Shape), [left, right]);
    }
}
