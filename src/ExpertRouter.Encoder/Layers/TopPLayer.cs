using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>
/// Keeps the most probable experts until their sum first exceeds p, the crossing one included; weights are the raw probabilities
/// (Huang et al. 2024). The entropy loss keeps the router from choosing everybody.
/// </summary>
internal sealed class TopPLayer(MoeOptions options) : IMoeLayer
{
    public bool IsBatchInvariant => true;

    public MoeResult Build(GraphBuilder graph, WeightInitializer weights, MoeInput input)
    {
        var probabilities = graph.Softmax(Routing.Logits(graph, weights, input.X, options.Experts));
        var mask = options.Threshold >= 1 ? graph.FilledLike(probabilities, 1) : Mask(graph, probabilities);
        var gates = graph.Times(probabilities, mask);
        var bank = new ExpertBank(graph, weights, input.X.Shape[-1], [.. Enumerable.Repeat(options.Hidden, options.Experts)]);
        return new MoeResult(
            bank.Apply(input.X, gates),
            gates,
            graph.Plus(
                Routing.Balance(graph, mask, probabilities, input.RowWeight, options.BalanceWeight),
                Routing.Entropy(graph, probabilities, input.RowWeight, options.EntropyWeight)));
    }

    /// <summary>An expert stays if those before it do not exceed the threshold yet.</summary>
    private Value Mask(GraphBuilder graph, Value probabilities)
    {
        var (sorted, order) = graph.TopK(probabilities, graph.Integers(options.Experts), options.Experts);
        var stays = graph.IsAtMost(graph.ExclusiveCumulativeSum(sorted), graph.Scalar(options.Threshold));
        return graph.ScatterElements(graph.FilledLike(probabilities, 0), order, graph.Cast(stays, OnnxType.F32), -1);
    }
}
