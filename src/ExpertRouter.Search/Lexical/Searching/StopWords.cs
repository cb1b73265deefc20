using System.Collections.Frozen;

namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>Words that wrap a question without being its matter; left out unless nothing else is asked.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> Wrapping = new[]
    {
        "who", "whom", "whose", "what", "which", "when", "where", "why", "how", "i", "i'm", "i've", "me", "my", "we", "our", "us", "you", "your",
        "he", "she", "him", "her", "its", "them", "do", "does", "did", "doing", "done", "have", "has", "had", "am", "were", "been", "being",
        "can", "could", "should", "would", "may", "might", "must", "shall", "from", "about", "any", "anyone", "anybody", "someone", "somebody",
        "know", "knows", "help", "helps", "please", "need", "needs", "there's", "here", "so", "than", "too", "very", "just", "also", "don't",
        "doesn't", "can't", "expert", "experts",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => Wrapping.Contains(word);
}
