using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>Adds nothing: the encoder without a feed-forward layer.</summary>
internal sealed class NoLayer : IMoeLayer
{
    public bool IsBatchInvariant => true;

    public MoeResult Build(GraphBuilder graph, WeightInitializer weights, MoeInput input) => new(graph.FilledLike(input.X, 0), null, null);
}
