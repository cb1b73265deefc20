namespace ExpertRouter.Encoder.Training;

/// <summary>A document as token ids, with the indices of its experts that have a vector (ascending).</summary>
/// <param name="IsPair">whether title and body may be trained as a pair; not if that very pair is held out.</param>
internal sealed record EncodedDocument(int[] Title, int[] Body, int[] Experts, int Family, bool IsPair)
{
    /// <summary>Title, then body.</summary>
    public int[] Whole => [.. Title, .. Body];
}
