namespace ExpertRouter.Encoder.Serving;

/// <summary>The tokenizer a model was trained with.</summary>
public sealed record TokenizerManifest
{
    /// <summary>Which tokenizer.</summary>
    public required TokenizerKind Kind { get; init; }

    /// <summary>Vocabulary file, relative to the model's folder.</summary>
    public required string File { get; init; }

    /// <summary>Whether a WordPiece vocabulary is uncased.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>SHA-256 (lower-case hex) of the vocabulary file; a different file is refused. Null: not checked.</summary>
    public string? Sha256 { get; init; }
}
