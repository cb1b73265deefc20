using ExpertRouter.Encoder.Serving;

namespace ExpertRouter.App.Encoders;

/// <summary>Where searching by meaning stands.</summary>
public sealed record EncoderStatus
{
    /// <summary>Switched off by configuration.</summary>
    public static EncoderStatus Off { get; } = new() { IsEnabled = false };

    /// <summary>Not switched off by configuration.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Folder of the installation's model.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Name and hash of the installation's model; null when it cannot be used.</summary>
    public string? ModelId { get; init; }

    /// <summary>Where it runs.</summary>
    public EncoderDevice? Device { get; init; }

    /// <summary>Model whose vectors searches use now; null while searches go by words only.</summary>
    public string? ServingModelId { get; init; }

    /// <summary>Vectors of the installation's model, replaced ones included.</summary>
    public long Vectors { get; init; }

    /// <summary>Documents and experts still to be encoded by the installation's model before it serves.</summary>
    public long Waiting { get; init; }

    /// <summary>What is wrong with the model; null when nothing is.</summary>
    public string? Problem { get; init; }

    /// <summary>One sentence for people.</summary>
    public string Sentence => this switch
    {
        { IsEnabled: false } => "switched off (Encoder:Enabled); searches go by words",
        { Problem: { } problem } => $"searches go by words only: {problem}",
        { ServingModelId: null, Waiting: > 0 } => FormattableString.Invariant($"{ModelId} on {Device} is encoding, {Waiting:N0} entries to go; searches go by words until then"),
        { ServingModelId: null } => $"{ModelId} on {Device} serves as soon as the index is up to date; searches go by words until then",
        { ServingModelId: { } serving } when serving != ModelId => FormattableString.Invariant($"{ModelId} on {Device} is encoding, {Waiting:N0} entries to go; searches use {serving} until then"),
        _ => FormattableString.Invariant($"{ModelId} on {Device}, {Vectors:N0} vectors"),
    };
}
