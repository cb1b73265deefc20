using System.Numerics.Tensors;
using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// The encoder that needs no training: the mean of a text's word vectors, unit length. Plain, or with the weights a / (a + p) of smooth inverse frequency
/// (Arora et al. 2017, a = .001; p of a word follows from its place in the list by Zipf's law). Immutable and thread-safe.
/// </summary>
public sealed class WordVectorMean
{
    private const double Smoothing = 1e-3;
    private readonly WordVectors vectors;
    private readonly double harmonic;
    private readonly bool weighted;

    private WordVectorMean(WordVectors vectors, bool weighted)
    {
        (this.vectors, this.weighted) = (vectors, weighted);
        harmonic = Math.Log(vectors.Words.Count) + .5772;
    }

    /// <param name="folder">vocab.txt, most frequent word first, and vectors.f16.</param>
    /// <param name="weighted">whether frequent words count less.</param>
    /// <exception cref="FormatException">the two files do not fit together.</exception>
    public static WordVectorMean Load(string folder, bool weighted) => new(WordVectors.Load(folder), weighted);

    /// <summary>null for a text without a known word.</summary>
    public float[]? Encode(string text)
    {
        var mean = new float[vectors.Width];
        var vector = new float[vectors.Width];
        var words = new WordScanner(text);
        while (words.MoveNext())
        {
            var word = words.Current.ToString().ToLowerInvariant();
            if (!vectors.Contains(word))
                continue;
            vectors.CopyTo(word, vector, 1);
            TensorPrimitives.MultiplyAdd(vector, weighted ? (float)Weight(word) : 1, mean, mean);
        }

        var norm = TensorPrimitives.Norm<float>(mean);
        if (norm == 0)
            return null;
        TensorPrimitives.Divide(mean, norm, mean);
        return mean;
    }

    private double Weight(string word) => Smoothing / (Smoothing + 1 / (harmonic * Math.Exp(vectors.LogRank(word))));
}
