namespace ExpertRouter.Data;

/// <summary>The last number given out under a name; see <see cref="SequenceAllocator"/>.</summary>
public sealed class Sequence
{
    /// <summary>One of <see cref="SequenceNames"/>.</summary>
    public required string Name { get; set; }

    /// <summary>The last number given out; 0 at first.</summary>
    public long Value { get; set; }
}
