namespace ExpertRouter.Encoder.Training;

/// <summary>A pair of texts as token ids; both have at least one.</summary>
internal sealed record EncodedPair(int[] Anchor, int[] Positive);
