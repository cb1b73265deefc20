using ExpertRouter.Encoder.Graph;

namespace ExpertRouter.Encoder.Layers;

/// <summary>What a layer returns.</summary>
/// <param name="Output">[rows, width], to be added to the input.</param>
/// <param name="Gates">[rows, experts]: the weight of each expert, 0 where it was not chosen; null where no gate exists.</param>
/// <param name="AuxiliaryLoss">weighted scalar to add to the training loss; null where there is none.</param>
public sealed record MoeResult(Value Output, Value? Gates, Value? AuxiliaryLoss);
