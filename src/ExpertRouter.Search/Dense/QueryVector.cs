using System.Numerics.Tensors;
using ExpertRouter.Core.Memory;

namespace ExpertRouter.Search.Dense;

/// <summary>A query's vector, prepared for one space. Immutable.</summary>
internal sealed class QueryVector
{
    private const int RowsAhead = 32;

    private readonly float[] _exact;
    private readonly sbyte[] _coarse = [];
    private readonly float _scale;
    private readonly int _sum;
    private readonly double _norm;

    public QueryVector(ReadOnlySpan<float> vector, VectorSpace space)
    {
        _exact = vector.ToArray();
        if (space.Precision != VectorPrecision.Quantized)
            return;
        _coarse = new sbyte[VectorRows.Stride(space)];
        _scale = Quantize(vector, _coarse);
        var squares = 0;
        foreach (var value in _coarse)
            (_sum, squares) = (_sum + value, squares + value * value);
        _norm = Math.Sqrt(squares);
    }

    /// <summary>Inner product with a row.</summary>
    public float Score(VectorRows rows, int row) =>
        rows.Precision == VectorPrecision.Quantized
            ? Whole(rows, row, NibblePlane.Dot(rows.High(row), _coarse)) * (_scale * rows.Scale(row))
            : TensorPrimitives.Dot(rows.Floats(row), _exact);

    /// <summary>
    /// Keeps the rows that may reach the threshold, in their order, by half of their memory; all of them where vectors are exact. Without a branch: few rows
    /// stay, and a processor that guesses wrong about one would wait for its memory before it goes on.
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
            if (i + RowsAhead < which.Length)
                RowPrefetch.Ask(rows.High(which[i + RowsAhead]));
            var high = NibblePlane.Dot(rows.High(row), _coarse);
            (which[kept], documents[kept], highs[kept]) = (row, documents[i], high);
            kept += AtMost(high, rows.Spread(row)) * (_scale * rows.Scale(row)) >= threshold ? 1 : 0;
        }
        return kept;
    }

    /// <summary>Inner products with the rows that <see cref="Prune"/> kept.</summary>
    public void Score(VectorRows rows, ReadOnlySpan<int> which, ReadOnlySpan<int> highs, Span<float> scores)
    {
        if (rows.Precision == VectorPrecision.Quantized)
            foreach (var row in which)
                RowPrefetch.Ask(rows.Low(row));
        for (var i = 0; i < which.Length; i++)
            scores[i] = rows.Precision == VectorPrecision.Quantized
                ? Whole(rows, which[i], highs[i]) * (_scale * rows.Scale(which[i]))
                : TensorPrimitives.Dot(rows.Floats(which[i]), _exact);
    }

    /// <summary>R x ≈ scale · q with R the <see cref="Rotation"/>, q = round(R x / scale) in [-127, 127] and scale = max |R x| / 127.</summary>
    /// <param name="vector">[dimension].</param>
    /// <param name="bytes">[stride], at least as many.</param>
    public static float Quantize(ReadOnlySpan<float> vector, Span<sbyte> bytes)
    {
        var turned = new float[bytes.Length];
        vector.CopyTo(turned);
        Rotation.Apply(turned);
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(turned));
        if (largest == 0)
        {
            bytes.Clear();
            return 0;
        }
        var scale = largest / 127;
        for (var i = 0; i < turned.Length; i++)
            bytes[i] = (sbyte)MathF.Round(turned[i] / scale);
        return scale;
    }

    private int Whole(VectorRows rows, int row, int high) => 16 * (high - 8 * _sum) + NibblePlane.Dot(rows.Low(row), _coarse);

    /// <summary>A bound of the whole product of integers, larger than it need be by more than floats are rounded by.</summary>
    private double AtMost(int high, float spread)
    {
        var middle = 16.0 * (high - 8 * _sum) + NibblePlane.Middle * _sum;
        return middle + spread * _norm + 1e-6 * Math.Abs(middle) + 1;
    }
}
