using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Serving;

/// <summary>Opens the tokenizer that a manifest names.</summary>
internal static class TokenizerLoader
{
    /// <exception cref="ModelLoadException">The vocabulary is missing, damaged or not the one of the manifest.</exception>
    public static ITextTokenizer Load(string folder, TokenizerManifest manifest)
    {
        var path = Path.Combine(folder, manifest.File);
        if (!File.Exists(path))
            throw new ModelLoadException($"{path}: the manifest names this vocabulary, it does not exist");
        ITextTokenizer tokenizer;
        try
        {
            tokenizer = manifest.Kind switch
            {
                TokenizerKind.Words => new WordTokenizer(WordVocabulary.Load(path)),
                TokenizerKind.WordPiece => WordPieceTokenizer.Load(path, manifest.LowerCase),
                TokenizerKind.Unigram => UnigramTokenizer.Load(path),
                _ => throw new ModelLoadException($"{path}: unknown tokenizer kind {manifest.Kind}"),
            };
        }
        catch (FormatException e)
        {
            throw new ModelLoadException(e.Message, e);
        }
        if (manifest.Sha256 is { } expected && !tokenizer.Fingerprint.Equals(expected, StringComparison.OrdinalIgnoreCase))
            throw new ModelLoadException($"{path}: SHA-256 is {tokenizer.Fingerprint}, the manifest says {expected}: this is not the vocabulary the model was trained with");
        return tokenizer;
    }
}
