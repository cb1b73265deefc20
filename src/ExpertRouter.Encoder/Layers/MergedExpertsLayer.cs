using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>
/// The chosen experts' weights are averaged by their gates, W* = Σ g_i W_i, and one expert is applied: the cost of one expert per row
/// (MEO, He et al. 2023). The gate is the text's, so the layer works on pooled vectors.
/// </summary>
internal sealed class MergedExpertsLayer(MoeOptions options) : IMoeLayer
{
    public bool IsBatchInvariant => true;

    public MoeResult Build(GraphBuilder graph, WeightInitializer weights, MoeInput input)
    {
        var x = input.X;
        var (rows, width) = (x.Shape[0], x.Shape[1]);
        var (experts, hidden) = (options.Experts, options.Hidden);
        var logits = Routing.Logits(graph, weights, x, experts);
        var mask = Routing.TopMask(graph, logits, options.TopK);
        var gates = Routing.SoftmaxOverChosen(graph, logits, mask);

        var table = Dim.Of(width.Size * hidden);
        var inner = graph.MatMul(gates, weights.Normal("experts.inner", new(experts, table), 1 / Math.Sqrt(width.Size)));
        var innerBias = graph.MatMul(gates, weights.Filled("experts.inner.bias", new(experts, hidden), 0));
        var outer = graph.MatMul(gates, weights.Normal("experts.outer", new(experts, table), .5 / Math.Sqrt(hidden)));
        var outerBias = graph.MatMul(gates, weights.Filled("experts.outer.bias", new(experts, width), 0));

        var units = graph.MatMul(graph.Unsqueeze(x, 1), graph.Reshape(inner, rows, width, hidden));
        var activated = graph.Gelu(graph.Plus(units, graph.Unsqueeze(innerBias, 1)));
        var answer = graph.Reshape(graph.MatMul(activated, graph.Reshape(outer, rows, hidden, width)), rows, width);
        return new MoeResult(
            graph.Plus(answer, outerBias),
            gates,
            Routing.Balance(graph, mask, graph.Softmax(logits), input.RowWeight, options.BalanceWeight));
    }
}
