using System.Numerics.Tensors;

namespace ExpertRouter.Search.Dense;

/// <summary>A query's vector, prepared for one space. Immutable.</summary>
internal sealed class QueryVector
{
    private readonly float[] _exact;
    private readonly short[] _coarse = [];
    private readonly float _scale;

    public QueryVector(ReadOnlySpan<float> vector, VectorSpace space)
    {
        _exact = vector.ToArray();
        if (space.Precision != VectorPrecision.Quantized)
            return;
        _coarse = new short[VectorRows.Stride(space)];
        var bytes = new sbyte[_coarse.Length];
        _scale = Quantize(vector, bytes);
        for (var i = 0; i < bytes.Length; i++)
            _coarse[i] = bytes[i];
    }

    /// <summary>Inner product with a row.</summary>
    public float Score(VectorRows rows, int row) =>
        rows.Precision == VectorPrecision.Quantized
            ? Int8Dot.Dot(rows.Bytes(row), _coarse) * (_scale * rows.Scale(row))
            : TensorPrimitives.Dot(rows.Floats(row), _exact);

    /// <summary>Inner products with several rows.</summary>
    public void Score(VectorRows rows, ReadOnlySpan<int> which, Span<float> scores)
    {
        if (rows.Precision == VectorPrecision.Quantized)
            for (var i = 0; i < which.Length; i++)
                scores[i] = Int8Dot.Dot(rows.Bytes(which[i]), _coarse) * (_scale * rows.Scale(which[i]));
        else
            for (var i = 0; i < which.Length; i++)
                scores[i] = TensorPrimitives.Dot(rows.Floats(which[i]), _exact);
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
}
