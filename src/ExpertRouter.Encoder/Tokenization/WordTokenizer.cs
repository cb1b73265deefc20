namespace ExpertRouter.Encoder.Tokenization;

/// <summary>
/// Words with hashed pieces for the unknown: no text maps to one "unknown" token. A word in the vocabulary is one id, stop words
/// included. Any other word is split into its parts (see <see cref="WordTokenizerOptions.SplitCompounds"/>); known parts are ids,
/// the rest becomes pieces of <c>&lt;part&gt;</c>: first 4, first 5, last 4, last 5, then 4-grams every 3 characters, without
/// repeats, hashed with CRC-32. Thread-safe.
/// </summary>
public sealed class WordTokenizer(WordVocabulary vocabulary) : ITextTokenizer
{
    private const int MaxParts = 8;
    private const int MaxKept = 64;

    /// <summary>Words and options.</summary>
    public WordVocabulary Vocabulary => vocabulary;

    /// <inheritdoc/>
    public int IdCount => vocabulary.IdCount;

    /// <inheritdoc/>
    public int PaddingId => 0;

    /// <inheritdoc/>
    public string Fingerprint => vocabulary.Fingerprint;

    /// <inheritdoc/>
    public IReadOnlyList<int> Encode(string text, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokens);
        var ids = new int[Math.Min(maxTokens, (long)text.Length * vocabulary.Options.MaxPieces + 16)];
        var count = Encode(text, ids);
        return count == ids.Length ? ids : ids[..count];
    }

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<char> text, Span<int> ids)
    {
        var output = new IdWriter(ids);
        var words = new WordScanner(text);
        while (!output.IsFull && words.MoveNext())
            Append(words.Current, ref output);
        return output.Count;
    }

    private void Append(ReadOnlySpan<char> word, ref IdWriter output)
    {
        Span<char> lower = stackalloc char[WordVocabularyBuilder.MaxWordLength];
        if (word.Length <= lower.Length && vocabulary.TryGetId(lower[..word.ToLowerInvariant(lower)], out var id))
        {
            output.Add(id);
            return;
        }
        var pieces = vocabulary.Options.MaxPieces;
        if (!vocabulary.Options.SplitCompounds)
        {
            AppendPieces(word, ref pieces, ref output);
            return;
        }
        for (var parts = 1; word.Length > 0; parts++)
        {
            var end = parts == MaxParts ? word.Length : CompoundParts.EndOfFirst(word);
            var part = word[..end].TrimStart("+#.").TrimEnd('.');
            if (part.Length > 0 && part.Length <= lower.Length && vocabulary.TryGetId(lower[..part.ToLowerInvariant(lower)], out id))
                output.Add(id);
            else if (part.Length > 0)
                AppendPieces(part, ref pieces, ref output);
            word = word[end..];
        }
    }

    private void AppendPieces(ReadOnlySpan<char> word, ref int left, ref IdWriter output)
    {
        Span<char> marked = stackalloc char[MaxKept + 2];
        marked[0] = '<';
        int length;
        if (word.Length <= MaxKept)
        {
            length = word.ToLowerInvariant(marked[1..]);
        }
        else
        {
            word[..(MaxKept / 2)].ToLowerInvariant(marked[1..]);
            length = MaxKept / 2 + word[^(MaxKept / 2)..].ToLowerInvariant(marked[(1 + MaxKept / 2)..]);
        }
        marked[length + 1] = '>';
        marked = marked[..(length + 2)];
        if (left > 0 && marked.Length < 4)
        {
            output.Add(vocabulary.BucketId(marked));
            left--;
            return;
        }
        var written = output.Count;
        AppendPiece(marked, 0, 4, written, ref left, ref output);
        AppendPiece(marked, 0, 5, written, ref left, ref output);
        AppendPiece(marked, marked.Length - 4, 4, written, ref left, ref output);
        AppendPiece(marked, marked.Length - 5, 5, written, ref left, ref output);
        for (var start = 3; left > 0 && start + 4 <= marked.Length; start += 3)
            AppendPiece(marked, start, 4, written, ref left, ref output);
    }

    private void AppendPiece(scoped ReadOnlySpan<char> marked, int start, int length, int since, ref int left, ref IdWriter output)
    {
        if (left == 0 || start < 0 || start + length > marked.Length)
            return;
        if (output.AddIfNew(vocabulary.BucketId(marked.Slice(start, length)), since))
            left--;
    }
}
