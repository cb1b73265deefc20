using ExpertRouter.Encoder.Graph;

namespace ExpertRouter.Encoder.Layers;

/// <summary>A feed-forward layer as graph nodes. Stateless; one instance may build many graphs.</summary>
public interface IMoeLayer
{
    /// <summary>Whether a row's result depends on that row alone. Where it does not, serving refuses the layer.</summary>
    bool IsBatchInvariant { get; }

    MoeResult Build(GraphBuilder graph, WeightInitializer weights, MoeInput input);
}
