using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace ExpertRouter.Encoder.Training;

/// <summary>Mean products of the components of vectors, and the orthogonal directions in which they are largest. Not thread-safe.</summary>
/// <param name="width">components of a vector.</param>
internal sealed class PrincipalDirections(int width)
{
    private readonly double[] sum = new double[width];
    private readonly double[][] products = [.. Enumerable.Range(1, width).Select(length => new double[length])];
    private readonly double[] exact = new double[width];
    private int count;

    /// <summary>Of the vectors added.</summary>
    public float[] Mean => [.. sum.Select(number => (float)(number / Math.Max(1, count)))];

    public void Add(ReadOnlySpan<float> vector)
    {
        count++;
        TensorPrimitives.ConvertChecked(vector, exact);
        TensorPrimitives.Add(sum, exact, sum);
        for (var i = 0; i < width; i++)
            TensorPrimitives.MultiplyAdd(exact.AsSpan(0, i + 1), exact[i], products[i], products[i]);
    }

    /// <summary>Directions of unit length with the mean square along each, largest first; the largest component of each is positive.</summary>
    /// <param name="kept">how many.</param>
    /// <param name="centred">whether squares are of the distance from the mean (variance) rather than from 0.</param>
    public IReadOnlyList<(float[] Direction, double MeanSquare)> Largest(int kept, bool centred)
    {
        var divisor = Math.Max(1, count);
        var matrix = Matrix<double>.Build.Dense(
            width, width, (i, j) => products[Math.Max(i, j)][Math.Min(i, j)] / divisor - (centred ? sum[i] / divisor * (sum[j] / divisor) : 0));
        var eigen = matrix.Evd(Symmetricity.Symmetric);
        return [.. Enumerable.Range(1, kept).Select(i => (Signed(eigen.EigenVectors.Column(width - i)), Math.Max(0, eigen.EigenValues[width - i].Real)))];
    }

    private static float[] Signed(Vector<double> direction)
    {
        var sign = Math.Sign(direction[direction.AbsoluteMaximumIndex()]);
        return [.. direction.Select(component => (float)(sign * component))];
    }
}
