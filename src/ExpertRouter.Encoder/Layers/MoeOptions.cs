using System.Text.Json.Serialization;

namespace ExpertRouter.Encoder.Layers;

/// <summary>Choice and sizes of the feed-forward layer. Fields that a kind does not use are ignored by it.</summary>
public sealed record MoeOptions
{
    [JsonConverter(typeof(JsonStringEnumConverter<MoeKind>))]
    public MoeKind Kind { get; init; } = MoeKind.SharedFineGrained;

    /// <summary>Routed experts (true ones, where null experts exist).</summary>
    public int Experts { get; init; } = 15;

    /// <summary>Hidden units per expert; of the largest expert for <see cref="MoeKind.Heterogeneous"/>.</summary>
    public int Hidden { get; init; } = 64;

    /// <summary>Routed experts chosen per text or token.</summary>
    public int TopK { get; init; } = 3;

    /// <summary>Experts that everything passes through (<see cref="MoeKind.SharedFineGrained"/>).</summary>
    public int SharedExperts { get; init; } = 1;

    /// <summary>Experts that do nothing (<see cref="MoeKind.NullExperts"/>).</summary>
    public int NullExperts { get; init; } = 8;

    /// <summary>Probability the chosen set must exceed (<see cref="MoeKind.TopP"/>); .4 in the paper's code.</summary>
    public float Threshold { get; init; } = .4f;

    /// <summary>Hidden units of the smallest expert (<see cref="MoeKind.Heterogeneous"/>); the others follow in equal steps.</summary>
    public int SmallestHidden { get; init; } = 16;

    /// <summary>Width of the activation an expert bids with (<see cref="MoeKind.SelfSelecting"/>).</summary>
    public int BidWidth { get; init; } = 16;

    /// <summary>Number of word experts, each of <see cref="Hidden"/> units (<see cref="MoeKind.WordExperts"/>).</summary>
    public int WordSlices { get; init; } = 1024;

    /// <summary>Experts per text on average (<see cref="MoeKind.ExpertChoice"/>); 2 in the paper.</summary>
    public float CapacityFactor { get; init; } = 2;

    /// <summary>Weight of the load-balancing loss.</summary>
    public float BalanceWeight { get; init; } = .01f;

    /// <summary>Weight of the router-entropy loss (<see cref="MoeKind.TopP"/>, <see cref="MoeKind.Heterogeneous"/>).</summary>
    public float EntropyWeight { get; init; } = 1e-4f;

    /// <summary>Weight of the size penalty (<see cref="MoeKind.Heterogeneous"/>).</summary>
    public float SizePenaltyWeight { get; init; } = .01f;

    /// <exception cref="ArgumentException">a value is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(Experts >= 1, $"Experts is {Experts}; at least 1 is needed");
        Require(Hidden >= 1, $"Hidden is {Hidden}; at least 1 is needed");
        var selectable = Kind == MoeKind.NullExperts ? Experts + NullExperts : Experts;
        var chooses = Kind is not (MoeKind.None or MoeKind.Dense or MoeKind.TopP or MoeKind.WordExperts or MoeKind.ExpertChoice);
        Require(!chooses || (TopK >= 1 && TopK <= selectable), $"TopK is {TopK}; it must lie in 1…{selectable}");
        Require(SharedExperts >= 0, $"SharedExperts is {SharedExperts}; 0 or more");
        Require(Kind != MoeKind.NullExperts || NullExperts >= 1, $"NullExperts is {NullExperts}; at least 1");
        Require(Kind != MoeKind.TopP || Threshold > 0, $"Threshold is {Threshold}; it must be positive");
        Require(
            Kind != MoeKind.Heterogeneous || (SmallestHidden >= 1 && SmallestHidden <= Hidden),
            $"SmallestHidden is {SmallestHidden}; it must lie in 1…Hidden ({Hidden})");
        Require(Kind != MoeKind.SelfSelecting || BidWidth >= 1, $"BidWidth is {BidWidth}; at least 1");
        Require(Kind != MoeKind.WordExperts || WordSlices >= 1, $"WordSlices is {WordSlices}; at least 1");
        Require(
            Kind != MoeKind.ExpertChoice || (CapacityFactor > 0 && CapacityFactor <= Experts),
            $"CapacityFactor is {CapacityFactor}; it must lie in (0, Experts]");
        Require(BalanceWeight >= 0 && EntropyWeight >= 0 && SizePenaltyWeight >= 0, "loss weights must not be negative");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new ArgumentException($"encoder layer: {message}");
    }
}
