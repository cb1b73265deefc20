namespace ExpertRouter.Encoder.Serving;

/// <summary>A text and the start of its vector, recorded when the model was made: at load the model must give the same.</summary>
public sealed record ModelCheck
{
    /// <summary>Encoded without a prefix.</summary>
    public required string Text { get; init; }

    /// <summary>The first values of its vector, after normalisation.</summary>
    public required IReadOnlyList<float> FirstValues { get; init; }
}
