namespace ExpertRouter.Encoder.Serving;

/// <summary>Which tokenizer reads the vocabulary file.</summary>
public enum TokenizerKind
{
    /// <summary>Words with hashed pieces (<see cref="Tokenization.WordTokenizer"/>).</summary>
    Words,

    /// <summary>BERT's WordPiece (<see cref="Tokenization.WordPieceTokenizer"/>).</summary>
    WordPiece,

    /// <summary>Unigram pieces (<see cref="Tokenization.UnigramTokenizer"/>).</summary>
    Unigram,
}
