using System.Numerics.Tensors;
using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// What the anchored components of the table's rows hold (<see cref="Layers.EncoderArchitecture.AnchorWidth"/>): s · L⁻¹(v − μ) for a word with vector v, 0 for
/// words without one and for hash buckets. μ and Σ are mean and covariance of the training texts' idf-weighted mean word vectors, LLᵀ = Σ + λI with λ a tenth of the mean
/// variance (whitening, after Su et al. 2021): what most texts have in common counts for little, as idf does it for words. The map is linear, so the mean of mapped rows is
/// the mapped mean of vectors, and nothing of it is left to do in serving. s gives the components the root mean square of the scaled word vectors. Immutable.
/// </summary>
internal sealed class AnchorRows
{
    /// <summary>Of the texts that are looked at; shorter ones are single words rather than mixtures.</summary>
    public const int ShortestText = 16;

    private const double Shrinkage = .1;

    private readonly int width;
    private readonly float[] rows;

    private AnchorRows(int width, float[] rows) => (this.width, this.rows) = (width, rows);

    /// <summary>All 0: for words that a model to start from does not know.</summary>
    public static AnchorRows None(int width, WordVocabulary vocabulary) => new(width, new float[vocabulary.IdCount * width]);

    /// <param name="width">how many components of the word vectors to take.</param>
    /// <param name="scale">of the word vectors.</param>
    /// <param name="texts">texts as ids to take mean and covariance from.</param>
    public static AnchorRows Create(int width, WordVocabulary vocabulary, WordVectors vectors, float scale, IEnumerable<int[]> texts)
    {
        var words = Enumerable.Range(1, vocabulary.WordCount).Where(id => vectors.Contains(vocabulary.WordOf(id)!)).ToArray();
        var table = new float[vocabulary.IdCount * width];
        foreach (var id in words)
            vectors.CopyTo(vocabulary.WordOf(id)!, table.AsSpan(id * width, width), 1);
        var known = words.ToHashSet();
        var weights = Enumerable.Range(0, vocabulary.IdCount).Select(id => known.Contains(id) ? (float)vocabulary.InverseDocumentFrequency(id) : 0).ToArray();
        var (mean, covariance) = Moments(width, table, weights, texts);
        var factor = new double[width, width];
        var added = Math.Max(1e-9, Shrinkage * Enumerable.Range(0, width).Sum(i => covariance[i, i]) / width);
        for (var i = 0; i < width; i++)
            for (var j = 0; j <= i; j++)
                factor[i, j] = covariance[i, j] + (i == j ? added : 0);
        Cholesky.FactorInPlace(factor);

        var (before, after) = (0.0, 0.0);
        foreach (var id in words)
        {
            var row = table.AsSpan(id * width, width);
            before += TensorPrimitives.SumOfSquares<float>(row);
            Map(row, mean, factor);
            after += TensorPrimitives.SumOfSquares<float>(row);
        }

        if (after > 0)
            TensorPrimitives.Multiply(table, (float)(scale * Math.Sqrt(before / after)), table);
        return new AnchorRows(width, table);
    }

    /// <summary>Overwrites the first components of a row.</summary>
    public void CopyTo(int id, Span<float> row) => rows.AsSpan(id * width, width).CopyTo(row);

    private static (double[] Mean, double[,] Covariance) Moments(int width, float[] table, float[] weights, IEnumerable<int[]> texts)
    {
        var (sum, products, count) = (new double[width], new double[width, width], 0);
        var mean = new float[width];
        foreach (var ids in texts)
        {
            var total = ids.Sum(id => weights[id]);
            if (total <= 0)
                continue;
            Array.Clear(mean);
            foreach (var id in ids)
                TensorPrimitives.MultiplyAdd(table.AsSpan(id * width, width), weights[id] / total, mean, mean);
            count++;
            for (var i = 0; i < width; i++)
            {
                sum[i] += mean[i];
                for (var j = 0; j <= i; j++)
                    products[i, j] += (double)mean[i] * mean[j];
            }
        }

        for (var i = 0; i < width; i++)
            sum[i] /= Math.Max(1, count);
        for (var i = 0; i < width; i++)
            for (var j = 0; j <= i; j++)
                products[i, j] = products[i, j] / Math.Max(1, count) - sum[i] * sum[j];
        return (sum, products);
    }

    /// <summary>v becomes L⁻¹(v − μ), by forward substitution.</summary>
    private static void Map(Span<float> vector, double[] mean, double[,] factor)
    {
        var solved = new double[mean.Length];
        for (var i = 0; i < solved.Length; i++)
        {
            var value = vector[i] - mean[i];
            for (var j = 0; j < i; j++)
                value -= factor[i, j] * solved[j];
            solved[i] = value / factor[i, i];
            vector[i] = (float)solved[i];
        }
    }
}
