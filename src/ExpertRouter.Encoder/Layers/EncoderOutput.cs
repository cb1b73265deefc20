using ExpertRouter.Encoder.Graph;

namespace ExpertRouter.Encoder.Layers;

/// <summary>What the network computes.</summary>
/// <param name="Embedding">unit vectors, [batch, dimension].</param>
/// <param name="Learned">what the layers alone make of it, of unit length; the embedding itself without an anchor.</param>
/// <param name="Gates">[texts or tokens, experts]; null where the layer has no gate.</param>
/// <param name="Load">[experts]: share of the choices that fell on each, padding left out.</param>
/// <param name="AuxiliaryLoss">the layer's weighted scalar loss.</param>
public sealed record EncoderOutput(Value Embedding, Value Learned, Value? Gates, Value? Load, Value? AuxiliaryLoss);
