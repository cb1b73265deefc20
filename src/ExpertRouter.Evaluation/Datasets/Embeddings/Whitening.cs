using System.Numerics.Tensors;

namespace ExpertRouter.Evaluation.Datasets.Embeddings;

/// <summary>
/// The linear map under which the vectors of a collection no longer favour any direction (after Su et al. 2021, "Whitening Sentence Representations"): x → L⁻¹(x − μ)
/// with LLᵀ = Σ + λI, μ and Σ mean and covariance of the collection, λ a share of the mean variance. What many texts of a collection have in common then counts for little, as
/// idf does it for words. Learned from the documents alone. Immutable and thread-safe.
/// </summary>
public sealed class Whitening
{
    private readonly float[] _mean;
    private readonly double[][] _factor;

    /// <param name="vectors">The collection; all of one length.</param>
    /// <param name="shrinkage">λ as a share of the mean variance; more keeps the vectors more as they are.</param>
    public Whitening(IReadOnlyList<float[]> vectors, double shrinkage)
    {
        var width = vectors.Select(vector => vector.Length).DefaultIfEmpty().Max();
        _mean = new float[width];
        foreach (var vector in vectors) TensorPrimitives.Add(_mean, vector, _mean);
        TensorPrimitives.Divide(_mean, Math.Max(1, vectors.Count), _mean);

        var sums = new float[width * width];
        var centred = new float[width];
        foreach (var vector in vectors)
        {
            TensorPrimitives.Subtract(vector, _mean, centred);
            for (var i = 0; i < width; i++)
            {
                var row = sums.AsSpan(i * width, i + 1);
                TensorPrimitives.MultiplyAdd(centred.AsSpan(0, i + 1), centred[i], row, row);
            }
        }

        var scale = 1.0 / Math.Max(1, vectors.Count);
        var added = Math.Max(1e-9, shrinkage * Enumerable.Range(0, width).Sum(i => sums[i * width + i] * scale) / Math.Max(1, width));
        _factor = new double[width][];
        for (var i = 0; i < width; i++)
        {
            _factor[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var value = sums[i * width + j] * scale + (i == j ? added : 0) - TensorPrimitives.Dot<double>(_factor[i].AsSpan(0, j), _factor[j].AsSpan(0, j));
                _factor[i][j] = i == j ? Math.Sqrt(Math.Max(value, 1e-12)) : value / _factor[j][j];
            }
        }
    }

    /// <summary>The vector in the new coordinates, not scaled.</summary>
    public float[] Apply(float[] vector)
    {
        var solved = new double[vector.Length];
        for (var i = 0; i < solved.Length; i++)
            solved[i] = (vector[i] - _mean[i] - TensorPrimitives.Dot<double>(_factor[i].AsSpan(0, i), solved.AsSpan(0, i))) / _factor[i][i];
        return Array.ConvertAll(solved, value => (float)value);
    }
}
