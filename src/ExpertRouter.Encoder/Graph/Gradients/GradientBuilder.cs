using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Graph.Gradients;

/// <summary>
/// Reverse-mode differentiation: appends to a graph the nodes that compute the gradient of a scalar. Comparisons, indices and
/// integer values end a path, as in every framework; an operator without a rule on a path that needs one is an error.
/// </summary>
public static class GradientBuilder
{
    /// <returns>one gradient per target, in their order and shapes; zeros where the loss does not depend on a target.</returns>
    /// <exception cref="ArgumentException">the loss is no float scalar.</exception>
    /// <exception cref="NotSupportedException">an operator on the way has no gradient rule.</exception>
    public static IReadOnlyList<Value> Differentiate(GraphBuilder graph, Value loss, IReadOnlyList<Value> targets)
    {
        if (loss.Shape.Rank != 0 || loss.Type != OnnxType.F32)
            throw new ArgumentException($"the loss is a float scalar, not {loss}", nameof(loss));

        var forward = graph.Nodes.ToArray();
        var needing = Needing(forward, targets);
        var gradients = new Dictionary<Value, Value> { [loss] = graph.Scalar(1) };
        foreach (var node in forward.Reverse())
        {
            var upstream = node.Outputs.Select(output => gradients.GetValueOrDefault(output)).ToArray();
            if (upstream.All(gradient => gradient is null) || !node.Inputs.Any(input => input is not null && needing.Contains(input)))
                continue;
            if (!GradientRules.ByOperation.TryGetValue(node.Operation, out var rule))
                throw new NotSupportedException($"{node} has no gradient rule; its inputs are {string.Join(", ", node.Inputs)}");
            rule(new GradientScope(graph, node, upstream, needing.Contains, Accumulate));
        }

        return [.. targets.Select(target => gradients.GetValueOrDefault(target) ?? graph.FilledLike(target, 0))];

        void Accumulate(Value value, Value gradient) =>
            gradients[value] = gradients.TryGetValue(value, out var earlier) ? graph.Plus(earlier, gradient) : gradient;
    }

    private static HashSet<Value> Needing(IEnumerable<Node> forward, IEnumerable<Value> targets)
    {
        var needing = new HashSet<Value>(targets);
        foreach (var node in forward)
        {
            if (!node.Inputs.Any(input => input is not null && needing.Contains(input)))
                continue;
            foreach (var output in node.Outputs)
            {
                if (output.Type == OnnxType.F32)
                    needing.Add(output);
            }
        }

        return needing;
    }
}
