using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Graph.Gradients;

/// <summary>What a rule sees of the node it differentiates. Gradients are only built for inputs that need them.</summary>
internal sealed class GradientScope(GraphBuilder graph, Node node, IReadOnlyList<Value?> outputGradients, Func<Value, bool> needs, Action<Value, Value> accumulate)
{
    public GraphBuilder Graph { get; } = graph;

    public Node Node { get; } = node;

    /// <summary>Gradient of the first output.</summary>
    public Value Upstream { get; } = outputGradients[0]
        ?? throw new NotSupportedException($"{node}: only the first output may be differentiated");

    public Value Output => Node.Outputs[0];

    public Value Input(int index) => Node.Inputs[index] ?? throw new InvalidOperationException($"{Node} has no input {index}");

    public void Pass(int index, Func<Value> gradient)
    {
        if (index < Node.Inputs.Count && Node.Inputs[index] is { } input && needs(input))
            accumulate(input, SumTo(gradient(), input.Shape));
    }

    public long Integer(string attribute) =>
        (long)Node.Attributes.Single(candidate => candidate.Name == attribute).Content;

    /// <summary>Undoes broadcasting: sums over the axes that the input did not have or had with size 1.</summary>
    private Value SumTo(Value gradient, TensorShape shape)
    {
        var extra = gradient.Shape.Rank - shape.Rank;
        if (extra > 0)
            gradient = Graph.Sum(gradient, false, [.. Enumerable.Range(0, extra)]);
        var stretched = Enumerable.Range(0, shape.Rank)
            .Where(axis => shape[axis] == (Dim)1 && gradient.Shape[axis] != (Dim)1)
            .ToArray();
        return stretched.Length == 0 ? gradient : Graph.Sum(gradient, true, stretched);
    }
}
