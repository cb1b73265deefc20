using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>
/// m true and n null experts compete; weights are renormalised over the chosen true ones, and a row that chose only nulls gets
/// exactly 0 (AdaMoE, Zeng et al. 2024). In the balance loss each null carries the mean null load: nulls are interchangeable.
/// </summary>
internal sealed class NullExpertsLayer(MoeOptions options) : IMoeLayer
{
    public bool IsBatchInvariant => true;

    public MoeResult Build(GraphBuilder graph, WeightInitializer weights, MoeInput input)
    {
        var x = input.X;
        var (trueExperts, all) = (options.Experts, options.Experts + options.NullExperts);
        var probabilities = graph.Softmax(graph.MatMul(x, graph.Parameter("router", new(x.Shape[-1], all), Router(weights, (int)x.Shape[-1].Size))));
        var mask = Routing.TopMask(graph, probabilities, options.TopK);
        var chosen = graph.Slice(graph.Times(probabilities, mask), 1, 0, trueExperts);
        var total = graph.Sum(chosen, true, -1);
        var gates = graph.DividedBy(chosen, graph.Where(graph.IsGreater(total, graph.Scalar(0)), total, graph.Scalar(1)));
        var bank = new ExpertBank(graph, weights, x.Shape[-1], [.. Enumerable.Repeat(options.Hidden, trueExperts)]);
        return new MoeResult(bank.Apply(x, gates), gates, Balance(graph, mask, probabilities, input.RowWeight));
    }

    /// <summary>Null gates start as copies of the true ones.</summary>
    private float[] Router(WeightInitializer weights, int width)
    {
        var (trueExperts, all) = (options.Experts, options.Experts + options.NullExperts);
        var drawn = weights.Draw("router", width * trueExperts, 1 / Math.Sqrt(width));
        var router = new float[width * all];
        for (var row = 0; row < width; row++)
            for (var expert = 0; expert < all; expert++)
                router[row * all + expert] = drawn[row * trueExperts + expert % trueExperts];
        return router;
    }

    private Value Balance(GraphBuilder graph, Value mask, Value probabilities, Value? rowWeight)
    {
        var load = Routing.Load(graph, mask, rowWeight);
        var nulls = graph.Slice(load, 0, options.Experts, options.NullExperts);
        var levelled = graph.Concat(0, graph.Slice(load, 0, 0, options.Experts), graph.Plus(graph.Times(nulls, 0), graph.MeanOfAll(nulls)));
        var mean = Routing.MeanProbability(graph, probabilities, rowWeight);
        return graph.Times(graph.SumOfAll(graph.Times(levelled, mean)), options.BalanceWeight);
    }
}
