namespace ExpertRouter.Encoder.Graph;

/// <summary>A tensor stored in the model: raw little-endian, row-major bytes.</summary>
public sealed record Constant(Value Value, ReadOnlyMemory<byte> Raw);
