namespace ExpertRouter.Core.Retrieval.Sparse;

/// <summary>
/// The "s" stemmer: removes English plural endings only (-ies → -y, -es → -e, -s), with the exceptions of
/// Harman, How effective is suffixing? (JASIS 42(1), 1991).
/// </summary>
public static class PluralStemmer
{
    /// <summary>The singular form of a lower-case word, or the word itself.</summary>
    public static string Stem(string word)
    {
        if (word.Length < 4 || word[^1] != 's') return word;
        if (word.EndsWith("ies", StringComparison.Ordinal))
            return word.EndsWith("eies", StringComparison.Ordinal) || word.EndsWith("aies", StringComparison.Ordinal)
                ? word
                : string.Concat(word.AsSpan(0, word.Length - 3), "y");
        if (word.EndsWith("es", StringComparison.Ordinal))
            return word.EndsWith("aes", StringComparison.Ordinal) || word.EndsWith("ees", StringComparison.Ordinal) ||
                   word.EndsWith("oes", StringComparison.Ordinal)
                ? word
                : word[..^1];
        return word.EndsWith("us", StringComparison.Ordinal) || word.EndsWith("ss", StringComparison.Ordinal)
            ? word
            : word[..^1];
    }
}
