using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>
/// Experts whose sizes grow in equal steps, top-k with raw softmax weights. The penalty Σ_i (D_i / D̄) f_i P_i makes large experts
/// dear, so rows that a small expert can serve leave the large ones (after HMoE, Wang et al. 2024; the paper's exact form was not at hand).
/// </summary>
internal sealed class HeterogeneousLayer(MoeOptions options) : IMoeLayer
{
    public bool IsBatchInvariant => true;

    /// <summary>Hidden units per expert, smallest first.</summary>
    public IReadOnlyList<int> Sizes { get; } =
        [.. Enumerable.Range(0, options.Experts).Select(i => options.Experts == 1
            ? options.Hidden
            : options.SmallestHidden + (int)Math.Round((double)(options.Hidden - options.SmallestHidden) * i / (options.Experts - 1)))];

    public MoeResult Build(GraphBuilder graph, WeightInitializer weights, MoeInput input)
    {
        var probabilities = graph.Softmax(Routing.Logits(graph, weights, input.X, options.Experts));
        var mask = Routing.TopMask(graph, probabilities, options.TopK);
        var gates = graph.Times(probabilities, mask);
        var output = new ExpertBank(graph, weights, input.X.Shape[-1], Sizes).Apply(input.X, gates);
        return new MoeResult(output, gates, Auxiliary(graph, mask, probabilities, input.RowWeight));
    }

    private Value? Auxiliary(GraphBuilder graph, Value mask, Value probabilities, Value? rowWeight)
    {
        if (options.SizePenaltyWeight == 0 && options.EntropyWeight == 0)
            return null;
        var mean = Sizes.Average();
        var relative = graph.Constant([.. Sizes.Select(size => (float)(size / mean))], Sizes.Count);
        var dear = graph.Times(relative, graph.Times(Routing.Load(graph, mask, rowWeight), Routing.MeanProbability(graph, probabilities, rowWeight)));
        return graph.Plus(
            graph.Times(graph.SumOfAll(dear), options.SizePenaltyWeight),
            Routing.Entropy(graph, probabilities, rowWeight, options.EntropyWeight));
    }
}
