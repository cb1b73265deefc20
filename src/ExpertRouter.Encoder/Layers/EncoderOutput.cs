using ExpertRouter.Encoder.Graph;

namespace ExpertRouter.Encoder.Layers;

/// <summary>What the network computes: unit vectors [batch, dimension], gates (per text or per token) and the weighted layer loss.</summary>
public sealed record EncoderOutput(Value Embedding, Value? Gates, Value? AuxiliaryLoss);
