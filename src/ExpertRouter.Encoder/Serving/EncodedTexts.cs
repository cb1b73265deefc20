namespace ExpertRouter.Encoder.Serving;

/// <summary>What came of a list of texts.</summary>
/// <param name="Vectors">One per text, in order; null where there is none. Equal texts share one array; do not write into it.</param>
/// <param name="Tokens">Token ids that went into the model.</param>
public sealed record EncodedTexts(IReadOnlyList<float[]?> Vectors, long Tokens);
