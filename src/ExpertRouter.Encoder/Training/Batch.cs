namespace ExpertRouter.Encoder.Training;

/// <summary>One batch: texts in the plan's order and what their vectors are compared with.</summary>
/// <param name="Targets">[expert texts, experts], rows sum to 1.</param>
/// <param name="SameMask">[pairs, pairs], 0 where a negative counts and -1e9 where the two share an expert.</param>
internal sealed record Batch(IReadOnlyList<int[]> Texts, float[] Targets, float[] SameMask);
