namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>What an encoder makes of a text.</summary>
/// <param name="Vector">Unit length.</param>
/// <param name="LogProbabilities">ln p(expert | text) by position in the collection's experts; empty for an encoder that knows no experts.</param>
public sealed record EncodedText(float[] Vector, float[] LogProbabilities);
