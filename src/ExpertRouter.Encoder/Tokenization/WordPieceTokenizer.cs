using System.Security.Cryptography;
using Microsoft.ML.Tokenizers;

namespace ExpertRouter.Encoder.Tokenization;

/// <summary>
/// BERT's WordPiece over a <c>vocab.txt</c> (one piece a line, line number from 0 = id): <c>[CLS]</c> first and <c>[SEP]</c> last,
/// both inside the token limit. Uncased vocabularies are lower-cased and stripped of accents, as their models were trained.
/// Words are split here, because the package's own splitter drops symbols: it reads <c>C++</c> as <c>C</c>. Thread-safe.
/// </summary>
public sealed class WordPieceTokenizer : ITextTokenizer
{
    private readonly BertTokenizer _bert;
    private readonly bool _lowerCase;

    private WordPieceTokenizer(BertTokenizer bert, bool lowerCase, int idCount, string fingerprint)
    {
        _bert = bert;
        _lowerCase = lowerCase;
        IdCount = idCount;
        Fingerprint = fingerprint;
    }

    /// <inheritdoc/>
    public int IdCount { get; }

    /// <inheritdoc/>
    public int PaddingId => _bert.PaddingTokenId;

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <summary>Reads a vocabulary.</summary>
    /// <exception cref="FormatException">The file lacks one of BERT's special pieces.</exception>
    public static WordPieceTokenizer Load(string path, bool lowerCase)
    {
        var content = File.ReadAllBytes(path);
        var lines = File.ReadAllLines(path);
        foreach (var special in (string[])["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
            if (!lines.Contains(special, StringComparer.Ordinal))
                throw new FormatException($"{path}: the piece {special} is missing; this is not the vocab.txt of a BERT model");
        using var stream = new MemoryStream(content);
        var bert = BertTokenizer.Create(stream, new BertOptions { ApplyBasicTokenization = false, LowerCaseBeforeTokenization = false });
        return new WordPieceTokenizer(bert, lowerCase, lines.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Encode(string text, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokens);
        return EncodeWellFormed(text, maxTokens);
    }

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<char> text, Span<int> ids)
    {
        var encoded = EncodeWellFormed(text, ids.Length);
        for (var i = 0; i < encoded.Count; i++)
            ids[i] = encoded[i];
        return encoded.Count;
    }

    private IReadOnlyList<int> EncodeWellFormed(ReadOnlySpan<char> text, int maxTokens) =>
        maxTokens < 2 || BertPreTokenizer.Split(text, _lowerCase) is not { Length: > 0 } words ? [] : _bert.EncodeToIds(words, maxTokens, out _, out _);
}
