using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>
/// No router: expert i bids ‖x·D_i‖₂, the k highest bids win with their raw softmax weight, and the winner's activation is used on:
/// y_i = (gelu(x D_i U_i) ⊙ x V_i) W_i (Autonomy-of-Experts, Lv et al. 2025). A newcomer's bid leaves all other bids as they were.
/// </summary>
internal sealed class SelfSelectingLayer(MoeOptions options) : IMoeLayer
{
    public bool IsBatchInvariant => true;

    public MoeResult Build(GraphBuilder graph, WeightInitializer weights, MoeInput input)
    {
        var x = input.X;
        var (rows, width) = (x.Shape[0], x.Shape[1]);
        var (experts, hidden, bid) = (options.Experts, options.Hidden, options.BidWidth);
        var down = weights.Normal("experts.down", new(width, experts * bid), 1 / Math.Sqrt(width.Size));
        var up = weights.Normal("experts.up", new(experts, bid, hidden), 1 / Math.Sqrt(bid));
        var value = weights.Normal("experts.value", new(experts, width, hidden), 1 / Math.Sqrt(width.Size));
        var outer = weights.Normal("experts.outer", new(experts, hidden, width), .5 / Math.Sqrt(hidden));

        var activations = graph.Reshape(graph.MatMul(x, down), rows, experts, bid);
        var bids = graph.Reshape(graph.L2Norm(activations), rows, experts);
        var probabilities = graph.Softmax(bids);
        var mask = Routing.TopMask(graph, bids, options.TopK);
        var gates = graph.Times(probabilities, mask);

        var perExpert = graph.Transpose(activations, 1, 0, 2);
        var hiddenUnits = graph.Times(graph.Gelu(graph.MatMul(perExpert, up)), graph.MatMul(graph.Unsqueeze(x, 0), value));
        var answers = graph.Transpose(graph.MatMul(hiddenUnits, outer), 1, 0, 2);
        return new MoeResult(
            graph.Sum(graph.Times(answers, graph.Unsqueeze(gates, -1)), false, 1),
            gates,
            Routing.Balance(graph, mask, probabilities, input.RowWeight, options.BalanceWeight));
    }
}
