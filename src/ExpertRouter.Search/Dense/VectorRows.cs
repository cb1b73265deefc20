namespace ExpertRouter.Search.Dense;

/// <summary>Vectors in one piece of memory. Immutable once a segment holds it.</summary>
internal sealed class VectorRows
{
    private readonly int _stride;
    private readonly int _dimension;

    public VectorRows(VectorSpace space, int count)
    {
        _dimension = space.Dimension;
        _stride = Stride(space);
        Precision = space.Precision;
        Count = count;
        if (Precision == VectorPrecision.Quantized)
            (AllBytes, Scales) = (GC.AllocateUninitializedArray<sbyte>(checked(count * _stride)), new float[count]);
        else
            AllFloats = GC.AllocateUninitializedArray<float>(checked(count * _stride));
    }

    public VectorPrecision Precision { get; }

    public int Count { get; }

    public sbyte[] AllBytes { get; } = [];

    public float[] AllFloats { get; } = [];

    public float[] Scales { get; } = [];

    /// <summary>Elements per row: the dimension, for bytes rounded up to whole blocks.</summary>
    public static int Stride(VectorSpace space) =>
        space.Precision == VectorPrecision.Quantized ? (space.Dimension + Int8Dot.Block - 1) / Int8Dot.Block * Int8Dot.Block : space.Dimension;

    public ReadOnlySpan<sbyte> Bytes(int row) => AllBytes.AsSpan(row * _stride, _stride);

    public ReadOnlySpan<float> Floats(int row) => AllFloats.AsSpan(row * _stride, _stride);

    public float Scale(int row) => Scales[row];

    public void Set(int row, ReadOnlySpan<float> vector)
    {
        if (Precision == VectorPrecision.Exact)
        {
            vector.CopyTo(AllFloats.AsSpan(row * _stride, _stride));
            return;
        }
        var bytes = AllBytes.AsSpan(row * _stride, _stride);
        bytes[_dimension..].Clear();
        bytes[..vector.Length].Clear();
        Scales[row] = QueryVector.Quantize(vector, bytes);
    }

    /// <summary>The vector, approximately where it is quantised.</summary>
    public float[] Vector(int row)
    {
        if (Precision == VectorPrecision.Exact)
            return Floats(row).ToArray();
        var vector = new float[_dimension];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = Scales[row] * AllBytes[row * _stride + i];
        return vector;
    }

    public void Copy(VectorRows source, int sourceRow, int row)
    {
        if (Precision == VectorPrecision.Exact)
        {
            source.Floats(sourceRow).CopyTo(AllFloats.AsSpan(row * _stride, _stride));
            return;
        }
        source.Bytes(sourceRow).CopyTo(AllBytes.AsSpan(row * _stride, _stride));
        Scales[row] = source.Scale(sourceRow);
    }
}
