namespace ExpertRouter.Encoder.Training;

/// <summary>
/// How many texts of each kind make a batch, in this order: documents for the expert softmax, same-expert firsts, seconds, pair
/// anchors, positives, hard negatives. A part that the corpus cannot fill is left out.
/// </summary>
internal sealed record BatchPlan(int ExpertTexts, int SameExpertPairs, int TextPairs, bool HardNegatives)
{
    public int SameStart => ExpertTexts;

    public int PairStart => SameStart + 2 * SameExpertPairs;

    public int HardStart => PairStart + 2 * TextPairs;

    public int Rows => HardStart + (HardNegatives ? TextPairs : 0);
}
