namespace ExpertRouter.Encoder.Serving;

/// <summary>What a text is, which decides its prefix.</summary>
public enum EncoderRole
{
    /// <summary>Text to search with.</summary>
    Query,

    /// <summary>Text to be found.</summary>
    Passage,
}
