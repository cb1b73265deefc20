using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>
/// The token id picks the expert by a fixed hash, no learned router: y_t = W₂[s] gelu(W₁[s] x_t), s = id · 2654435761 mod slices
/// (after MoWE, dos Santos et al. 2023). Works on tokens only.
/// </summary>
internal sealed class WordExpertsLayer(MoeOptions options) : IMoeLayer
{
    public const long HashFactor = 2654435761;

    public bool IsBatchInvariant => true;

    public MoeResult Build(GraphBuilder graph, WeightInitializer weights, MoeInput input)
    {
        if (input.TermIds is not { } ids)
            throw new ArgumentException("word experts work on tokens: set the placement to Token", nameof(input));

        var x = input.X;
        var (rows, width) = (x.Shape[0], x.Shape[1]);
        var product = graph.Times(ids, graph.Constant([HashFactor]));
        var slices = graph.Add("Mod", OnnxType.I64, ids.Shape, [product, graph.Constant([(long)options.WordSlices])]);
        var table = Dim.Of(width.Size * options.Hidden);
        var inner = weights.Normal("words.inner", new(options.WordSlices, table), 1 / Math.Sqrt(width.Size));
        var outer = weights.Normal("words.outer", new(options.WordSlices, table), .5 / Math.Sqrt(options.Hidden));
        var hidden = graph.Gelu(graph.MatMul(graph.Unsqueeze(x, 1), graph.Reshape(graph.Gather(inner, slices), rows, width, options.Hidden)));
        var answer = graph.MatMul(hidden, graph.Reshape(graph.Gather(outer, slices), rows, options.Hidden, width));
        return new MoeResult(graph.Reshape(answer, rows, width), null, null);
    }
}
