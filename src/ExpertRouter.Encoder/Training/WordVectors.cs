using System.Runtime.InteropServices;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Pre-trained word vectors: vocab.txt with one word a line, vectors.f16 with <see cref="Width"/> little-endian half floats a word.
/// </summary>
internal sealed class WordVectors
{
    public const int Width = 100;

    private readonly Dictionary<string, int> rows = [];
    private readonly Half[] numbers;

    private WordVectors(IReadOnlyList<string> words, Half[] numbers)
    {
        this.numbers = numbers;
        Words = words;
        for (var i = 0; i < words.Count; i++)
            rows.TryAdd(words[i], i);
    }

    /// <summary>Most frequent first.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <exception cref="FormatException">the two files do not fit together.</exception>
    public static WordVectors Load(string folder)
    {
        var words = File.ReadAllLines(Path.Combine(folder, "vocab.txt"));
        var path = Path.Combine(folder, "vectors.f16");
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length != words.Length * Width * 2)
            throw new FormatException($"{path}: {bytes.Length} bytes, but {words.Length} words of {Width} half floats make {words.Length * Width * 2}");
        return new WordVectors(words, MemoryMarshal.Cast<byte, Half>(bytes).ToArray());
    }

    public bool Contains(string word) => rows.ContainsKey(word);

    /// <summary>ln of a known word's place in the list, 1 being the most frequent.</summary>
    public double LogRank(string word) => Math.Log(1 + rows[word]);

    /// <summary>Overwrites the first components with the word's vector; leaves an unknown word's alone.</summary>
    public void CopyTo(string word, Span<double> row)
    {
        if (!rows.TryGetValue(word, out var index))
            return;
        for (var i = 0; i < Math.Min(Width, row.Length); i++)
            row[i] = (double)numbers[index * Width + i];
    }

    /// <summary>Overwrites the first components of a row with the scaled vector; leaves an unknown word's row alone.</summary>
    public void CopyTo(string word, Span<float> row, float scale)
    {
        if (!rows.TryGetValue(word, out var index))
            return;
        for (var i = 0; i < Math.Min(Width, row.Length); i++)
            row[i] = scale * (float)numbers[index * Width + i];
    }
}
