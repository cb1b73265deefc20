namespace ExpertRouter.App.Encoders;

/// <summary>What came of encoding a file.</summary>
/// <param name="ModelId">The encoder.</param>
/// <param name="Written">Vectors written.</param>
/// <param name="Rejected">Rows left out.</param>
public sealed record EmbeddedTexts(string ModelId, long Written, long Rejected);
