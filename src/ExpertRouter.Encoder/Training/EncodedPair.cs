namespace ExpertRouter.Encoder.Training;

/// <summary>A pair of texts as token ids; both have at least one.</summary>
/// <param name="Source">where it comes from, as its file names it.</param>
internal sealed record EncodedPair(string Source, int[] Anchor, int[] Positive);
