using System.Numerics.Tensors;

namespace ExpertRouter.Search.Dense;

/// <summary>A query's vector, prepared for one space. Immutable.</summary>
internal sealed class QueryVector
{
    private readonly float[] _exact;
    private readonly sbyte[] _coarse = [];
    private readonly float _scale;
    private readonly int _sum;
    private readonly float _norm;

    public QueryVector(ReadOnlySpan<float> vector, VectorSpace space)
    {
        _exact = vector.ToArray();
        if (space.Precision != VectorPrecision.Quantized)
            return;
        _coarse = new sbyte[VectorRows.Stride(space)];
        _scale = Quantize(vector, _coarse);
        foreach (var value in _coarse)
            (_sum, _norm) = (_sum + value, _norm + value * value);
        _norm = MathF.Sqrt(_norm);
    }

    /// <summary>Inner product with a row.</summary>
    public float Score(VectorRows rows, int row) =>
        rows.Precision == VectorPrecision.Quantized
            ? Whole(rows, row, NibblePlane.Dot(rows.High(row), _coarse)) * (_scale * rows.Scale(row))
            : TensorPrimitives.Dot(rows.Floats(row), _exact);

    /// <summary>
    /// Keeps the rows that may reach the threshold, in their order, by half of their memory; all of them where vectors are exact. Without a branch: one row in
    /// thirty stays, and a processor that guesses wrong would wait for the memory of each.
    /// </summary>
    /// <param name="which">rows, moved to the front.</param>
    /// <param name="documents">moved along.</param>
    /// <param name="highs">takes what <see cref="Score(VectorRows, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{float})"/> needs to go on.</param>
    /// <returns>How many stayed.</returns>
    public int Prune(VectorRows rows, Span<int> which, Span<int> documents, Span<int> highs, float threshold)
    {
        if (rows.Precision != VectorPrecision.Quantized)
            return which.Length;
        var kept = 0;
        for (var i = 0; i < which.Length; i++)
        {
            var row = which[i];
            var high = NibblePlane.Dot(rows.High(row), _coarse);
            (which[kept], documents[kept], highs[kept]) = (row, documents[i], high);
            kept += AtMost(high, rows.Spread(row)) * (_scale * rows.Scale(row)) >= threshold ? 1 : 0;
        }
        return kept;
    }

    /// <summary>Inner products with the rows that <see cref="Prune"/> kept.</summary>
    public void Score(VectorRows rows, ReadOnlySpan<int> which, ReadOnlySpan<int> highs, Span<float> scores)
    {
        for (var i = 0; i < which.Length; i++)
            scores[i] = rows.Precision == VectorPrecision.Quantized
                ? Whole(rows, which[i], highs[i]) * (_scale * rows.Scale(which[i]))
                : TensorPrimitives.Dot(rows.Floats(which[i]), _exact);
    }

    /// <summary>x ≈ scale · q with q = round(x / scale) in [-127, 127] and scale = max |x| / 127.</summary>
    public static float Quantize(ReadOnlySpan<float> vector, Span<sbyte> bytes)
    {
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude(vector));
        if (largest == 0)
            return 0;
        var scale = largest / 127;
        for (var i = 0; i < vector.Length; i++)
            bytes[i] = (sbyte)MathF.Round(vector[i] / scale);
        return scale;
    }

    private int Whole(VectorRows rows, int row, int high) => 16 * (high - 8 * _sum) + NibblePlane.Dot(rows.Low(row), _coarse);

    /// <summary>A bound of the whole product of integers, larger than it need be by more than floats are rounded by.</summary>
    private double AtMost(int high, float spread)
    {
        var middle = 16.0 * (high - 8 * _sum) + NibblePlane.Middle * _sum;
        return middle + (double)spread * _norm + 1e-6 * Math.Abs(middle) + 1;
    }
}
