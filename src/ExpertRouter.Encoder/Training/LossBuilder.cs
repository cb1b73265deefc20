using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Training;

/// <summary>The training losses as graph nodes. Vectors are unit length; scales are learned as logarithms.</summary>
internal static class LossBuilder
{
    /// <summary>Cross-entropy of exp(s)·z·ê + b over unit-length expert vectors ê against the target shares.</summary>
    public static Value ExpertSoftmax(GraphBuilder graph, Value z, Value experts, Value bias, Value logScale, Value targets)
    {
        var logits = graph.Plus(graph.Times(graph.Gemm(z, graph.L2Normalize(experts), transposeRight: true), graph.Exp(logScale)), bias);
        var expected = graph.Sum(graph.Times(logits, targets), false, -1);
        return graph.MeanOfAll(graph.Minus(graph.LogSumExp(logits, false, -1), expected));
    }

    /// <summary>
    /// Symmetric InfoNCE (van den Oord et al. 2018): row i of the left belongs to row i of the right, all others are negatives except
    /// where the mask is -1e9; further negatives count for the left side only.
    /// </summary>
    public static Value InfoNce(GraphBuilder graph, Value left, Value right, Value logScale, Value? mask = null, Value? negatives = null)
    {
        var scale = graph.Exp(logScale);
        var logits = graph.Times(graph.Gemm(left, right, transposeRight: true), scale);
        if (mask is not null)
            logits = graph.Plus(logits, mask);
        var own = graph.Times(graph.Sum(graph.Times(left, right), false, -1), scale);
        var forward = negatives is null
            ? logits
            : graph.Concat(1, logits, graph.Times(graph.Gemm(left, negatives, transposeRight: true), scale));
        var toRight = graph.MeanOfAll(graph.Minus(graph.LogSumExp(forward, false, 1), own));
        var toLeft = graph.MeanOfAll(graph.Minus(graph.LogSumExp(logits, false, 0), own));
        return graph.Times(graph.Plus(toRight, toLeft), .5f);
    }
}
