using System.Runtime.InteropServices;

namespace ExpertRouter.Core.Retrieval.Sparse;

/// <summary>Numbers words in the order they are first seen. Not thread-safe while it grows.</summary>
/// <param name="tokenizer">Cuts texts into words.</param>
public sealed class Vocabulary(WordTokenizer tokenizer)
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    /// <summary>Number of words.</summary>
    public int Count => _ids.Count;

    /// <summary>Word counts of a text; new words are added.</summary>
    public TermVector Learn(string text)
    {
        var counts = new SortedDictionary<int, float>();
        foreach (var word in tokenizer.Tokenize(text))
        {
            ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, word, out var known);
            if (!known) id = _ids.Count - 1;
            counts[id] = counts.GetValueOrDefault(id) + 1;
        }

        return new TermVector([.. counts.Keys], [.. counts.Values]);
    }

    /// <summary>Word counts of a text; words that were never learned are left out. Thread-safe once learning is over.</summary>
    public TermVector Read(string text)
    {
        var counts = new SortedDictionary<int, float>();
        foreach (var word in tokenizer.Tokenize(text))
            if (_ids.TryGetValue(word, out var id))
                counts[id] = counts.GetValueOrDefault(id) + 1;
        return new TermVector([.. counts.Keys], [.. counts.Values]);
    }
}
