using ExpertRouter.Core.Memory;

namespace ExpertRouter.Search.Dense;

/// <summary>Vectors in one piece of memory, quantised ones turned (<see cref="Rotation"/>) and in two (<see cref="NibblePlane"/>). Immutable once a segment holds it.</summary>
internal sealed class VectorRows
{
    private readonly int _stride;
    private readonly int _dimension;
    private readonly AlignedBytes _high = AlignedBytes.Empty;
    private readonly AlignedBytes _low = AlignedBytes.Empty;
    private readonly float[] _spreads = [];
    private readonly float[] _floats = [];

    /// <exception cref="OverflowException">More than <see cref="MaxCount"/>.</exception>
    public VectorRows(VectorSpace space, int count)
    {
        if (count > MaxCount(space))
            throw new OverflowException($"{count} vectors of {space.Dimension} numbers do not fit an array; {MaxCount(space)} are the most");
        _dimension = space.Dimension;
        _stride = Stride(space);
        Precision = space.Precision;
        Count = count;
        if (Precision == VectorPrecision.Quantized)
        {
            var plane = count * (_stride / 2);
            (_high, _low) = (new AlignedBytes(plane), new AlignedBytes(plane));
            (Scales, _spreads) = (new float[count], new float[count]);
        }
        else
            _floats = GC.AllocateUninitializedArray<float>(count * _stride);
    }

    public VectorPrecision Precision { get; }

    public int Count { get; }

    public float[] Scales { get; } = [];

    /// <summary>Elements per row: the dimension, for bytes rounded up to whole blocks.</summary>
    public static int Stride(VectorSpace space) =>
        space.Precision == VectorPrecision.Quantized ? (space.Dimension + NibblePlane.Block - 1) / NibblePlane.Block * NibblePlane.Block : space.Dimension;

    /// <summary>The most rows that arrays hold.</summary>
    public static int MaxCount(VectorSpace space) =>
        space.Precision == VectorPrecision.Quantized ? AlignedBytes.MaxCount / (Stride(space) / 2) : Array.MaxLength / Stride(space);

    public ReadOnlySpan<byte> High(int row) => Half(_high, row);

    public ReadOnlySpan<byte> Low(int row) => Half(_low, row);

    public ReadOnlySpan<float> Floats(int row) => _floats.AsSpan(row * _stride, _stride);

    public float Scale(int row) => Scales[row];

    /// <summary>How far the low plane may carry an inner product, per unit of the query's length.</summary>
    public float Spread(int row) => _spreads[row];

    public void Set(int row, ReadOnlySpan<float> vector)
    {
        if (Precision == VectorPrecision.Exact)
        {
            vector.CopyTo(_floats.AsSpan(row * _stride, _stride));
            return;
        }
        Span<sbyte> bytes = new sbyte[_stride];
        Scales[row] = QueryVector.Quantize(vector, bytes);
        SetBytes(row, bytes);
    }

    /// <summary>Takes a quantised row as files keep it; its scale is set apart.</summary>
    public void SetBytes(int row, ReadOnlySpan<sbyte> bytes) => _spreads[row] = NibblePlane.Split(bytes, Half(_high, row), Half(_low, row));

    /// <summary>Gives a quantised row as files keep it.</summary>
    public void GetBytes(int row, Span<sbyte> bytes) => NibblePlane.Join(High(row), Low(row), bytes);

    /// <summary>The vector, approximately where it is quantised.</summary>
    public float[] Vector(int row)
    {
        if (Precision == VectorPrecision.Exact)
            return Floats(row).ToArray();
        Span<sbyte> bytes = new sbyte[_stride];
        GetBytes(row, bytes);
        var vector = new float[_stride];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = Scales[row] * bytes[i];
        Rotation.Undo(vector);
        return vector[.._dimension];
    }

    public void Copy(VectorRows source, int sourceRow, int row)
    {
        if (Precision == VectorPrecision.Exact)
        {
            source.Floats(sourceRow).CopyTo(_floats.AsSpan(row * _stride, _stride));
            return;
        }
        source.High(sourceRow).CopyTo(Half(_high, row));
        source.Low(sourceRow).CopyTo(Half(_low, row));
        (Scales[row], _spreads[row]) = (source.Scale(sourceRow), source.Spread(sourceRow));
    }

    private Span<byte> Half(AlignedBytes plane, int row) => plane.Slice(row * (_stride / 2), _stride / 2);
}
