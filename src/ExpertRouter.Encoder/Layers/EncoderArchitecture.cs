using System.Text.Json.Serialization;

namespace ExpertRouter.Encoder.Layers;

/// <summary>Sizes and parts of the encoder between its embedding table and its vector.</summary>
public sealed record EncoderArchitecture
{
    /// <summary>Width of the embedding table and of all that follows up to the output.</summary>
    public int Width { get; init; } = 192;

    /// <summary>Dimension of the unit vectors that come out.</summary>
    public int Dimension { get; init; } = 256;

    /// <summary>
    /// Dimension of the served vectors where that is less than <see cref="Dimension"/>: they keep the directions in which training texts have most, and are of unit length again; 0 for all.
    /// </summary>
    public int ServedDimension { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<MoePlacement>))]
    public MoePlacement Placement { get; init; } = MoePlacement.Pooled;

    /// <summary>Heads of one self-attention block before the feed-forward layer; 0 for none. Needs <see cref="MoePlacement.Token"/>.</summary>
    public int AttentionHeads { get; init; }

    public MoeOptions Layer { get; init; } = new();

    /// <summary>
    /// How many of the first components of a text's mean row also become the last components of its vector, past all layers; 0 for none. What they
    /// start with (word vectors, whitened) stays as it is in training, so that the vector keeps what training text does not teach.
    /// </summary>
    public int AnchorWidth { get; init; }

    /// <summary>Their share in the inner product of two vectors; the layers have the rest.</summary>
    public float AnchorShare { get; init; }

    /// <exception cref="ArgumentException">parts do not fit together; the message says which.</exception>
    public void Validate()
    {
        Layer.Validate();
        if (Width < 1 || Dimension < 1)
            throw new ArgumentException($"encoder: Width is {Width} and Dimension is {Dimension}; both must be positive");
        if (ServedDimension < 0 || ServedDimension > Dimension)
            throw new ArgumentException($"encoder: ServedDimension is {ServedDimension}; it must lie in 1…Dimension ({Dimension}), or be 0 for all");
        if (AnchorWidth < 0 || AnchorWidth > Width || AnchorWidth >= Dimension)
            throw new ArgumentException($"encoder: AnchorWidth is {AnchorWidth}; it must lie in 0…Width ({Width}) and leave some of Dimension ({Dimension}) to the layers");
        if (AnchorShare is not (>= 0 and < 1))
            throw new ArgumentException($"encoder: AnchorShare is {AnchorShare}; it must lie in [0, 1)");
        if (AttentionHeads < 0 || (AttentionHeads > 0 && Width % AttentionHeads != 0))
            throw new ArgumentException($"encoder: Width {Width} is no multiple of AttentionHeads {AttentionHeads}");
        if (AttentionHeads > 0 && Placement != MoePlacement.Token)
            throw new ArgumentException("encoder: attention works on tokens: set Placement to Token or AttentionHeads to 0");
        if (Layer.Kind == MoeKind.WordExperts && Placement != MoePlacement.Token)
            throw new ArgumentException("encoder: word experts work on tokens: set Placement to Token");
        if (Layer.Kind == MoeKind.MergedExperts && Placement != MoePlacement.Pooled)
            throw new ArgumentException("encoder: merged experts have one gate per text: set Placement to Pooled");
    }
}
