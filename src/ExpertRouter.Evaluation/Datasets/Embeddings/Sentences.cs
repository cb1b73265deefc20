namespace ExpertRouter.Evaluation.Datasets.Embeddings;

/// <summary>Cuts a text into sentences: after <c>.</c>, <c>!</c> or <c>?</c> before white space, and at line ends. Stateless.</summary>
public static class Sentences
{
    /// <summary>The sentences in order, trimmed; none is empty.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sentences = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n' || (text[i] is '.' or '!' or '?' && i + 1 < text.Length && char.IsWhiteSpace(text[i + 1])))
                Add(i + 1);
        Add(text.Length);
        return sentences;

        void Add(int end)
        {
            var sentence = text[start..end].Trim();
            if (sentence.Any(char.IsLetterOrDigit)) sentences.Add(sentence);
            start = end;
        }
    }
}
