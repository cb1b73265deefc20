using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>One expert of <see cref="MoeOptions.Hidden"/> units for everything.</summary>
internal sealed class DenseLayer(MoeOptions options) : IMoeLayer
{
    public bool IsBatchInvariant => true;

    public MoeResult Build(GraphBuilder graph, WeightInitializer weights, MoeInput input)
    {
        var gates = graph.FilledLike(graph.Sum(input.X, true, -1), 1);
        return new MoeResult(new ExpertBank(graph, weights, input.X.Shape[-1], [options.Hidden]).Apply(input.X, gates), null, null);
    }
}
