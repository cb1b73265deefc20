using ExpertRouter.Encoder.Graph;

namespace ExpertRouter.Encoder.Layers;

/// <summary>What a layer transforms.</summary>
/// <param name="X">[rows, width], one row per text or token.</param>
/// <param name="RowWeight">[rows, 1], 1 for real rows and 0 for padding in the load figures; null where all rows are real.</param>
/// <param name="TermIds">[rows] token ids, for word experts; null for pooled vectors.</param>
public sealed record MoeInput(Value X, Value? RowWeight = null, Value? TermIds = null);
