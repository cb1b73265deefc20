using System.Collections.Frozen;

namespace ExpertRouter.Core.Retrieval.Sparse;

/// <summary>
/// Cuts text into lower-case words by a fixed rule, without stemming unless asked. Words are ASCII; every other
/// character separates. Immutable and thread-safe.
/// </summary>
/// <param name="shape">What a word is.</param>
/// <param name="minimumLength">Shorter words are dropped.</param>
/// <param name="stopWords">Words that are dropped; null keeps all.</param>
/// <param name="bigrams">Also emits every two neighbouring kept words joined by a space.</param>
/// <param name="stemPlurals">Removes the plural ending of words of four letters and more (see <see cref="PluralStemmer"/>).</param>
public sealed class WordTokenizer(
    WordShape shape,
    int minimumLength = 1,
    FrozenSet<string>? stopWords = null,
    bool bigrams = false,
    bool stemPlurals = false)
{
    /// <summary>The words of <paramref name="text"/> in order, each as often as it occurs; bigrams after the words.</summary>
    public List<string> Tokenize(string text)
    {
        var words = new List<string>(text.Length / 6);
        var lower = text.ToLowerInvariant();
        for (var position = 0; position < lower.Length;)
        {
            if (!IsWordCharacter(lower[position]))
            {
                position++;
                continue;
            }

            var start = position;
            while (position < lower.Length && IsWordCharacter(lower[position])) position++;
            var end = position;
            while (end > start && lower[end - 1] == '.') end--;
            if (end - start < Math.Max(1, minimumLength)) continue;

            var word = lower[start..end];
            if (stopWords is not null && stopWords.Contains(word)) continue;
            words.Add(stemPlurals ? PluralStemmer.Stem(word) : word);
        }

        if (bigrams)
        {
            var unigrams = words.Count;
            for (var i = 1; i < unigrams; i++) words.Add(string.Concat(words[i - 1], " ", words[i]));
        }

        return words;
    }

    private bool IsWordCharacter(char character) => character switch
    {
        >= 'a' and <= 'z' => true,
        >= '0' and <= '9' => shape != WordShape.Letters,
        '+' or '#' or '.' => shape == WordShape.Technical,
        _ => false,
    };
}
