using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>
/// Shared experts see every row with weight 1; of the routed ones the k most probable answer with their raw softmax probability,
/// not renormalised (DeepSeekMoE, Dai et al. 2024, eqs 9–11). The first columns of the gates are the shared experts.
/// </summary>
internal sealed class SharedFineGrainedLayer(MoeOptions options) : IMoeLayer
{
    public bool IsBatchInvariant => true;

    public MoeResult Build(GraphBuilder graph, WeightInitializer weights, MoeInput input)
    {
        var probabilities = graph.Softmax(Routing.Logits(graph, weights, input.X, options.Experts));
        var mask = Routing.TopMask(graph, probabilities, options.TopK);
        var routed = graph.Times(probabilities, mask);
        var gates = options.SharedExperts == 0
            ? routed
            : graph.Concat(1, [.. Enumerable.Repeat(graph.FilledLike(graph.Sum(input.X, true, -1), 1), options.SharedExperts), routed]);
        var bank = new ExpertBank(graph, weights, input.X.Shape[-1], [.. Enumerable.Repeat(options.Hidden, options.SharedExperts + options.Experts)]);
        return new MoeResult(
            bank.Apply(input.X, gates),
            gates,
            Routing.Balance(graph, mask, probabilities, input.RowWeight, options.BalanceWeight));
    }
}
