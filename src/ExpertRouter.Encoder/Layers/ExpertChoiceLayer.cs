using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>
/// Every expert takes its rows·c/E best rows of the batch with their raw softmax weight: perfect balance, but a row's result depends on
/// who else is in the batch (Zhou et al. 2022; for the leak see Hayes et al. 2024, "Buffer Overflow in Mixture of Experts").
/// </summary>
internal sealed class ExpertChoiceLayer(MoeOptions options) : IMoeLayer
{
    public bool IsBatchInvariant => false;

    public MoeResult Build(GraphBuilder graph, WeightInitializer weights, MoeInput input)
    {
        var probabilities = graph.Softmax(Routing.Logits(graph, weights, input.X, options.Experts));
        var (values, rows) = graph.TopK(probabilities, Capacity(graph, probabilities), "capacity", 0);
        var mask = graph.ScatterElements(graph.FilledLike(probabilities, 0), rows, graph.FilledLike(values, 1), 0);
        var gates = graph.Times(probabilities, mask);
        var bank = new ExpertBank(graph, weights, input.X.Shape[-1], [.. Enumerable.Repeat(options.Hidden, options.Experts)]);
        return new MoeResult(bank.Apply(input.X, gates), gates, null);
    }

    /// <summary>max(1, ⌊rows·c/E⌋) as a vector of one integer, computed when the graph runs.</summary>
    private Value Capacity(GraphBuilder graph, Value probabilities)
    {
        var rows = graph.Cast(graph.Gather(graph.ShapeOf(probabilities), graph.Integers(0)), OnnxType.F32);
        var share = graph.Cast(graph.Times(rows, options.CapacityFactor / options.Experts), OnnxType.I64);
        return graph.Add("Max", OnnxType.I64, new(1), [share, graph.Integers(1)]);
    }
}
