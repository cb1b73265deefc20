using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Which text pairs are for validation: those whose anchor has a CRC-32 below share · 2³². The text alone decides, so that models of
/// other seeds, sources or options leave out the same pairs and can be compared on them.
/// </summary>
public static class HeldOutPairs
{
    /// <summary>The share that training uses where nothing else is said.</summary>
    public const float UsualShare = .04f;

    /// <param name="share">0 (none) to 1 (all).</param>
    public static bool Contains(string anchor, float share) => Crc32.Hash(anchor) < share * (double)(1L << 32);
}
