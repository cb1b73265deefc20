namespace ExpertRouter.Learning.ExpertiseTrees;

/// <summary>How an expertise tree learns. Two trees with equal options, grids and events are equal bit for bit.</summary>
public sealed record TreeOptions
{
    /// <summary>One name per expert, in the order of the advice; for explanations.</summary>
    public required IReadOnlyList<string> Experts { get; init; }

    /// <summary>μ: what an arm brings on average; 1 / arms where exactly one arm is right.</summary>
    public double ExpectedReward { get; init; } = .5;

    /// <summary>True for IET: a split once made is never changed, and acting always goes down to the leaf.</summary>
    public bool Incremental { get; init; }

    /// <summary>A node and both children of a split need so many samples.</summary>
    public int MinimumSamples { get; init; } = 2;

    /// <summary>Refuses more features than this: every level of a path tries one split per feature, so time grows with their number.</summary>
    public int MaximumFeatures { get; init; } = 64;
}
