using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>Multi-head self-attention without positions (Vaswani et al. 2017): word order does not count, company does.</summary>
internal sealed class AttentionBlock
{
    private readonly GraphBuilder graph;
    private readonly int width;
    private readonly int heads;
    private readonly Value query;
    private readonly Value key;
    private readonly Value value;
    private readonly Value outer;

    public AttentionBlock(GraphBuilder graph, WeightInitializer weights, int width, int heads)
    {
        this.graph = graph;
        this.width = width;
        this.heads = heads;
        var deviation = 1 / Math.Sqrt(width);
        query = weights.Normal("attention.query", new(width, width), deviation);
        key = weights.Normal("attention.key", new(width, width), deviation);
        value = weights.Normal("attention.value", new(width, width), deviation);
        outer = weights.Normal("attention.outer", new(width, width), .5 * deviation);
    }

    /// <param name="x">[batch, tokens, width].</param>
    /// <param name="real">[batch, tokens, 1], 1 for real tokens: nobody attends to padding.</param>
    public Value Apply(Value x, Value real)
    {
        var (q, k, v) = (Heads(graph.MatMul(x, query)), Heads(graph.MatMul(x, key)), Heads(graph.MatMul(x, value)));
        var scores = graph.Times(graph.MatMul(q, graph.TransposeMatrix(k)), (float)(1 / Math.Sqrt((double)width / heads)));
        var padding = graph.Times(graph.Plus(graph.Unsqueeze(graph.TransposeMatrix(real), 1), -1f), 1e9f);
        var mixed = graph.Transpose(graph.MatMul(graph.Softmax(graph.Plus(scores, padding)), v), 0, 2, 1, 3);
        return graph.MatMul(graph.ReshapeTo(mixed, graph.ShapeOf(x), x.Shape), outer);
    }

    /// <summary>[batch, tokens, width] to [batch, heads, tokens, width / heads]; 0 copies a dimension.</summary>
    private Value Heads(Value x)
    {
        var size = width / heads;
        var split = graph.ReshapeTo(x, graph.Integers(0, 0, heads, size), new(x.Shape[0], x.Shape[1], heads, size));
        return graph.Transpose(split, 0, 2, 1, 3);
    }
}
