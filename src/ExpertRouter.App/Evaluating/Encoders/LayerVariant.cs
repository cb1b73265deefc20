using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.App.Evaluating.Encoders;

/// <summary>One kind of layer at a size that can be compared: 256 hidden units take part in each text (in each token, for layers on tokens: 8, after attention: 64).</summary>
public sealed record LayerVariant(string Name, EncoderArchitecture Architecture)
{
    private const int Heads = 4;

    private static readonly MoeOptions Eight = new() { Experts = 8, Hidden = 128, TopK = 2 };

    /// <summary>The kinds that can be served on pooled vectors, then those on tokens; the dense twin of each group stands before it.</summary>
    public static IReadOnlyList<LayerVariant> All { get; } =
    [
        Pooled("none", new MoeOptions { Kind = MoeKind.None }),
        Pooled("dense", new MoeOptions { Kind = MoeKind.Dense, Hidden = 256 }),
        Pooled("top-2 renormalised", Eight with { Kind = MoeKind.TopKRenormalised }),
        Pooled("shared + fine-grained", new MoeOptions { Kind = MoeKind.SharedFineGrained, Experts = 15, SharedExperts = 1, TopK = 3, Hidden = 64 }),
        Pooled("top-p", new MoeOptions { Kind = MoeKind.TopP, Experts = 8, Hidden = 128, Threshold = .4f }),
        Pooled("null experts", Eight with { Kind = MoeKind.NullExperts, TopK = 4, NullExperts = 8 }),
        Pooled("heterogeneous", Eight with { Kind = MoeKind.Heterogeneous, SmallestHidden = 32, Hidden = 224 }),
        Pooled("self-selecting", Eight with { Kind = MoeKind.SelfSelecting, BidWidth = 16 }),
        Pooled("merged experts", Eight with { Kind = MoeKind.MergedExperts, Hidden = 256 }),
        Token("dense on tokens", new MoeOptions { Kind = MoeKind.Dense, Hidden = 8 }),
        Token("word experts", new MoeOptions { Kind = MoeKind.WordExperts, Hidden = 8, WordSlices = 1024 }),
    ];

    /// <summary>Kinds on tokens that have looked at each other, after no layer and the dense twin; a hundred times slower to train.</summary>
    public static IReadOnlyList<LayerVariant> AfterAttention { get; } =
    [
        Attended("attention", new MoeOptions { Kind = MoeKind.None }),
        Attended("attention, dense", new MoeOptions { Kind = MoeKind.Dense, Hidden = 64 }),
        Attended("attention, top-2 renormalised", Eight with { Kind = MoeKind.TopKRenormalised, Hidden = 32 }),
        Attended("attention, word experts", new MoeOptions { Kind = MoeKind.WordExperts, Hidden = 64, WordSlices = 1024 }),
    ];

    /// <summary>The variants with these names, in the given order.</summary>
    /// <exception cref="ArgumentException">A name is unknown; the message lists the known ones.</exception>
    public static IReadOnlyList<LayerVariant> Named(IEnumerable<string> names) =>
        [.. names.Select(name => All.Concat(AfterAttention).FirstOrDefault(variant => variant.Name == name)
            ?? throw new ArgumentException($"there is no layer kind '{name}' to compare; known are: {string.Join(", ", All.Concat(AfterAttention).Select(variant => $"'{variant.Name}'"))}"))];

    /// <summary>The recipe with this layer; width and dimension stay.</summary>
    public EncoderTrainingOptions Apply(EncoderTrainingOptions recipe) => recipe with
    {
        Name = Name,
        Architecture = Architecture with { Width = recipe.Architecture.Width, Dimension = recipe.Architecture.Dimension },
    };

    private static LayerVariant Pooled(string name, MoeOptions layer) => new(name, new EncoderArchitecture { Layer = layer });

    private static LayerVariant Token(string name, MoeOptions layer) => new(name, new EncoderArchitecture { Placement = MoePlacement.Token, Layer = layer });

    private static LayerVariant Attended(string name, MoeOptions layer) =>
        new(name, new EncoderArchitecture { Placement = MoePlacement.Token, AttentionHeads = Heads, Layer = layer });
}
