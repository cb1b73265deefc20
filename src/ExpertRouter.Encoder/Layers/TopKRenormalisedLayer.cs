using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>y = Σ softmax(TopK(xW))_i · E_i(x): the softmax is taken after the selection (Mixtral, Jiang et al. 2024).</summary>
internal sealed class TopKRenormalisedLayer(MoeOptions options) : IMoeLayer
{
    public bool IsBatchInvariant => true;

    public MoeResult Build(GraphBuilder graph, WeightInitializer weights, MoeInput input)
    {
        var logits = Routing.Logits(graph, weights, input.X, options.Experts);
        var mask = Routing.TopMask(graph, logits, options.TopK);
        var gates = Routing.SoftmaxOverChosen(graph, logits, mask);
        var bank = new ExpertBank(graph, weights, input.X.Shape[-1], [.. Enumerable.Repeat(options.Hidden, options.Experts)]);
        return new MoeResult(
            bank.Apply(input.X, gates),
            gates,
            Routing.Balance(graph, mask, graph.Softmax(logits), input.RowWeight, options.BalanceWeight));
    }
}
