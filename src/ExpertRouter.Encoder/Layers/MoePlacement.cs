namespace ExpertRouter.Encoder.Layers;

/// <summary>What the feed-forward layer works on.</summary>
public enum MoePlacement
{
    /// <summary>The text's pooled vector: fast, and no worse in the measurements so far.</summary>
    Pooled,

    /// <summary>Every token, before pooling.</summary>
    Token,
}
