using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>Selections and losses that several layer kinds share. All matrices are [rows, experts].</summary>
internal static class Routing
{
    /// <summary>Logits xW without bias.</summary>
    public static Value Logits(GraphBuilder graph, WeightInitializer weights, Value x, int experts) =>
        graph.MatMul(x, weights.Normal("router", new(x.Shape[-1], experts), 1 / Math.Sqrt(x.Shape[-1].Size)));

    /// <summary>1 for the k largest of each row, else 0; ties go to the smaller index.</summary>
    public static Value TopMask(GraphBuilder graph, Value scores, int k)
    {
        var (values, indices) = graph.TopK(scores, graph.Integers(k), k);
        return graph.ScatterElements(graph.FilledLike(scores, 0), indices, graph.FilledLike(values, 1), -1);
    }

    /// <summary>Softmax over the chosen ones; exactly 0 elsewhere.</summary>
    public static Value SoftmaxOverChosen(GraphBuilder graph, Value logits, Value mask) =>
        graph.Softmax(graph.Where(graph.IsGreater(mask, graph.Scalar(.5f)), logits, graph.Scalar(-1e9f)));

    /// <summary>
    /// Share of the choices that fell on each expert, times the number of experts: 1 everywhere at perfect balance (f_i of
    /// DeepSeekMoE eq. 13; for a fixed k the same as E/(kT)·Σ 1[t→i]). Shape [experts].
    /// </summary>
    public static Value Load(GraphBuilder graph, Value mask, Value? rowWeight)
    {
        var counted = rowWeight is null ? mask : graph.Times(mask, rowWeight);
        var counts = graph.Sum(counted, false, 0);
        return graph.Times(graph.DividedBy(counts, graph.Plus(graph.SumOfAll(counts), 1e-9f)), mask.Shape[-1].Size);
    }

    /// <summary>Mean probability of each expert, shape [experts].</summary>
    public static Value MeanProbability(GraphBuilder graph, Value probabilities, Value? rowWeight) =>
        rowWeight is null
            ? graph.Mean(probabilities, false, 0)
            : graph.DividedBy(graph.Sum(graph.Times(probabilities, rowWeight), false, 0), graph.Plus(graph.SumOfAll(rowWeight), 1e-9f));

    /// <summary>weight · Σ f_i P_i: weight at perfect balance, more where few experts do the work (Switch, DeepSeekMoE).</summary>
    public static Value Balance(GraphBuilder graph, Value mask, Value probabilities, Value? rowWeight, float weight) =>
        graph.Times(graph.SumOfAll(graph.Times(Load(graph, mask, rowWeight), MeanProbability(graph, probabilities, rowWeight))), weight);

    /// <summary>weight · mean over rows of −Σ P log P.</summary>
    public static Value Entropy(GraphBuilder graph, Value probabilities, Value? rowWeight, float weight)
    {
        var entropy = graph.Negative(graph.Sum(graph.Times(probabilities, graph.Log(graph.Plus(probabilities, 1e-9f))), true, -1));
        return graph.Times(graph.SumOfAll(MeanProbability(graph, entropy, rowWeight)), weight);
    }
}
