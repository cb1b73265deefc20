namespace ExpertRouter.Encoder.Tokenization;

/// <summary>Counts in how many documents each word stands and keeps the frequent ones. Not thread-safe.</summary>
public sealed class WordVocabularyBuilder
{
    /// <summary>Longer words are left to the hash buckets: they are keys and dumps, not words.</summary>
    public const int MaxWordLength = 40;

    private readonly Dictionary<string, int> _frequencies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Documents added so far.</summary>
    public int Documents { get; private set; }

    /// <summary>Counts one document; each of its words once.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        _seen.Clear();
        var seen = _seen.GetAlternateLookup<ReadOnlySpan<char>>();
        var words = new WordScanner(text);
        Span<char> lower = stackalloc char[MaxWordLength];
        while (words.MoveNext())
        {
            if (words.Current.Length > MaxWordLength)
                continue;
            var length = words.Current.ToLowerInvariant(lower);
            seen.Add(lower[..length]);
        }
        foreach (var word in _seen)
            _frequencies[word] = _frequencies.GetValueOrDefault(word) + 1;
        Documents++;
    }

    /// <summary>
    /// Words in at least <paramref name="minDocuments"/> documents, most frequent first (ties in ordinal order), at most
    /// <paramref name="maxWords"/>; room that is left goes to <paramref name="seedWords"/> in their order (a pre-trained
    /// word list, most frequent first), also those seen in fewer documents or none.
    /// </summary>
    public WordVocabulary Build(int minDocuments, int maxWords, IEnumerable<string>? seedWords, WordTokenizerOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minDocuments);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxWords);
        options.Validate(nameof(options));
        var words = _frequencies
            .Where(entry => entry.Value >= minDocuments)
            .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(maxWords)
            .Select(entry => (entry.Key, entry.Value))
            .ToList();
        var taken = words.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var seed in seedWords ?? [])
        {
            if (words.Count == maxWords)
                break;
            if (IsOneWord(seed) && taken.Add(seed))
                words.Add((seed, _frequencies.GetValueOrDefault(seed)));
        }
        return new WordVocabulary(words, Documents, options);
    }

    /// <summary>Whether the tokenizer can produce this word; others would be dead rows.</summary>
    private static bool IsOneWord(string word)
    {
        if (word.Length is 0 or > MaxWordLength)
            return false;
        var scanner = new WordScanner(word);
        return scanner.MoveNext() && scanner.Current.SequenceEqual(word) && !word.Any(char.IsUpper);
    }
}
