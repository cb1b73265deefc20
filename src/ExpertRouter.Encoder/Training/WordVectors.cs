using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Pre-trained word vectors: vocab.txt with one word a line, vectors.f16 with equally many little-endian half floats for each.
/// </summary>
internal sealed class WordVectors
{
    public const string WordFile = "vocab.txt";
    public const string VectorFile = "vectors.f16";

    private readonly Dictionary<string, int> rows = [];
    private readonly Half[] numbers;

    private WordVectors(IReadOnlyList<string> words, Half[] numbers)
    {
        (this.numbers, Words, Width) = (numbers, words, numbers.Length / words.Count);
        for (var i = 0; i < words.Count; i++)
            rows.TryAdd(words[i], i);
    }

    /// <summary>Most frequent first.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Components of a vector.</summary>
    public int Width { get; }

    /// <exception cref="FormatException">the two files do not fit together.</exception>
    public static WordVectors Load(string folder)
    {
        var words = File.ReadAllLines(Path.Combine(folder, WordFile));
        var path = Path.Combine(folder, VectorFile);
        var bytes = File.ReadAllBytes(path);
        if (words.Length == 0 || bytes.Length == 0 || bytes.Length % (2 * words.Length) != 0)
            throw new FormatException($"{path}: {bytes.Length} bytes do not make equally many half floats for each of the {words.Length} words of vocab.txt");
        return new WordVectors(words, MemoryMarshal.Cast<byte, Half>(bytes).ToArray());
    }

    /// <summary>Appends one word's vector to a <see cref="VectorFile"/>.</summary>
    public static void Write(Stream file, ReadOnlySpan<float> vector)
    {
        Span<Half> halves = new Half[vector.Length];
        TensorPrimitives.ConvertToHalf(vector, halves);
        file.Write(MemoryMarshal.AsBytes(halves));
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
