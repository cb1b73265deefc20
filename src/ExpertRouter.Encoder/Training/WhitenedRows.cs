using System.Numerics.Tensors;
using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// What the first components of the table's rows start with: s · (Λ + λI)^-½ Uᵀ(v − μ) for a word with vector v. μ and UΛUᵀ are mean and covariance of the training
/// texts' idf-weighted mean word vectors, largest variance first and as many as are wanted, λ a multiple of the mean variance (whitening, after Su et al. 2021): what most texts have in
/// common counts for little, as idf does it for words. The map is linear, so the mean of mapped rows is the mapped mean of vectors, and nothing of it is left to do
/// in serving. s gives the components the root mean square of the scaled word vectors. Immutable.
/// </summary>
internal sealed class WhitenedRows
{
    /// <summary>Of the texts that are looked at; shorter ones are single words rather than mixtures.</summary>
    public const int ShortestText = 16;

    private readonly float[] rows;
    private readonly HashSet<int> known;

    private WhitenedRows(int width, float[] rows, HashSet<int> known) => (Width, this.rows, this.known) = (width, rows, known);

    /// <summary>How many components.</summary>
    public int Width { get; }

    /// <summary>No word has any: for training that starts from a model.</summary>
    public static WhitenedRows None(int width) => new(width, [], []);

    /// <param name="width">how many components to make.</param>
    /// <param name="scale">of the word vectors.</param>
    /// <param name="shrinkage">λ as a multiple of the mean variance; more leaves the directions more unlike.</param>
    /// <param name="texts">texts as ids to take mean and covariance from.</param>
    /// <exception cref="ArgumentException">the word vectors have fewer components.</exception>
    public static WhitenedRows Create(int width, WordVocabulary vocabulary, WordVectors vectors, float scale, double shrinkage, IEnumerable<int[]> texts)
    {
        if (width > vectors.Width)
            throw new ArgumentException($"encoder training: {width} whitened components are wanted (AnchorWidth), but the word vectors have {vectors.Width}; give a smaller number or other word vectors");
        var known = Enumerable.Range(1, vocabulary.WordCount).Where(id => vectors.Contains(vocabulary.WordOf(id)!)).ToHashSet();
        var given = new float[vocabulary.IdCount * vectors.Width];
        foreach (var id in known)
            vectors.CopyTo(vocabulary.WordOf(id)!, given.AsSpan(id * vectors.Width, vectors.Width), 1);
        var weights = Enumerable.Range(0, vocabulary.IdCount).Select(id => known.Contains(id) ? (float)vocabulary.InverseDocumentFrequency(id) : 0).ToArray();
        var moments = Moments(vectors.Width, given, weights, texts);
        var (mean, directions) = (moments.Mean, moments.Largest(vectors.Width, centred: true));
        var added = Math.Max(1e-9, shrinkage * directions.Average(direction => direction.MeanSquare));

        var (before, after) = (0.0, 0.0);
        var rows = new float[vocabulary.IdCount * width];
        foreach (var id in known)
        {
            var vector = given.AsSpan(id * vectors.Width, vectors.Width);
            var row = rows.AsSpan(id * width, width);
            before += TensorPrimitives.SumOfSquares<float>(vector);
            TensorPrimitives.Subtract(vector, mean, vector);
            for (var i = 0; i < width; i++)
                row[i] = TensorPrimitives.Dot<float>(directions[i].Direction, vector) / (float)Math.Sqrt(directions[i].MeanSquare + added);
            after += TensorPrimitives.SumOfSquares<float>(row);
        }

        if (after > 0)
            TensorPrimitives.Multiply(rows, (float)(scale * Math.Sqrt(before / after * width / vectors.Width)), rows);
        return new WhitenedRows(width, rows, known);
    }

    /// <summary>Overwrites the first components of a row; of a word without a vector, or of a hash bucket, the first few become 0 and the others are scaled.</summary>
    /// <param name="cleared">how many become 0.</param>
    /// <param name="unknownScale">what the others are multiplied with.</param>
    public void CopyTo(int id, Span<float> row, int cleared, float unknownScale)
    {
        if (known.Contains(id))
        {
            rows.AsSpan(id * Width, Width).CopyTo(row);
            return;
        }

        row[..cleared].Clear();
        TensorPrimitives.Multiply(row, unknownScale, row);
    }

    private static PrincipalDirections Moments(int width, float[] table, float[] weights, IEnumerable<int[]> texts)
    {
        var moments = new PrincipalDirections(width);
        var mean = new float[width];
        foreach (var ids in texts)
        {
            var total = ids.Sum(id => weights[id]);
            if (total <= 0)
                continue;
            Array.Clear(mean);
            foreach (var id in ids)
                TensorPrimitives.MultiplyAdd(table.AsSpan(id * width, width), weights[id] / total, mean, mean);
            moments.Add(mean);
        }

        return moments;
    }
}
