namespace ExpertRouter.Search.Dense;

/// <summary>What vectors must have in common to be compared.</summary>
/// <param name="ModelId">The encoder's id, which changes with its weights (metadata <c>DefaultModelId</c>).</param>
/// <param name="Dimension">Length of the vectors.</param>
/// <param name="Precision">How they are kept.</param>
public sealed record VectorSpace(string ModelId, int Dimension, VectorPrecision Precision);
