using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ExpertRouter.Encoder.Serving.Pooled;

/// <summary>
/// Four rows of signed bytes and the factor of each: sum[j] += f₀ r₀[j] + f₁ r₁[j] + f₂ r₂[j] + f₃ r₃[j]. Four at a time, so that sums are read and
/// written once for four rows and the rows' cache misses overlap. Every path adds the products of a column in the order of the rows.
/// </summary>
internal readonly ref struct FourRows
{
    private readonly ref sbyte _first;
    private readonly ref sbyte _second;
    private readonly ref sbyte _third;
    private readonly ref sbyte _fourth;
    private readonly Vector128<float> _factors;
    private readonly int _width;

    public FourRows(ReadOnlySpan<sbyte> first, ReadOnlySpan<sbyte> second, ReadOnlySpan<sbyte> third, ReadOnlySpan<sbyte> fourth, Vector128<float> factors)
    {
        _width = first.Length;
        if (second.Length != _width || third.Length != _width || fourth.Length != _width)
            throw new ArgumentException("rows differ in width", nameof(second));
        _first = ref MemoryMarshal.GetReference(first);
        _second = ref MemoryMarshal.GetReference(second);
        _third = ref MemoryMarshal.GetReference(third);
        _fourth = ref MemoryMarshal.GetReference(fourth);
        _factors = factors;
    }

    /// <summary>Adds to sums of the rows' width, with the widest instructions at hand.</summary>
    public void AddTo(Span<float> sum)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sum.Length, _width, nameof(sum));
        var done = Avx512F.IsSupported ? AddAvx512(sum) : Avx2.IsSupported ? AddAvx2(sum) : AddPortable(sum);
        AddRest(sum, done);
    }

    /// <returns>columns done, a multiple of 16; for machines with AVX-512.</returns>
    internal int AddAvx512(Span<float> sum)
    {
        ref var sums = ref MemoryMarshal.GetReference(sum);
        ref var first = ref _first;
        ref var second = ref _second;
        ref var third = ref _third;
        ref var fourth = ref _fourth;
        var width = (nuint)_width;
        var (f0, f1, f2, f3) = (Vector512.Create(_factors[0]), Vector512.Create(_factors[1]), Vector512.Create(_factors[2]), Vector512.Create(_factors[3]));
        nuint column = 0;
        for (; column + 16 <= width; column += 16)
        {
            var total = Vector512.LoadUnsafe(ref sums, column);
            total = Vector512.MultiplyAddEstimate(Sixteen(ref first, column), f0, total);
            total = Vector512.MultiplyAddEstimate(Sixteen(ref second, column), f1, total);
            total = Vector512.MultiplyAddEstimate(Sixteen(ref third, column), f2, total);
            Vector512.MultiplyAddEstimate(Sixteen(ref fourth, column), f3, total).StoreUnsafe(ref sums, column);
        }
        return (int)column;

        static Vector512<float> Sixteen(ref sbyte row, nuint column) =>
            Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref row, column)));
    }

    /// <returns>columns done, a multiple of 16; for machines with AVX2.</returns>
    internal int AddAvx2(Span<float> sum)
    {
        ref var sums = ref MemoryMarshal.GetReference(sum);
        ref var first = ref _first;
        ref var second = ref _second;
        ref var third = ref _third;
        ref var fourth = ref _fourth;
        var width = (nuint)_width;
        var (f0, f1, f2, f3) = (Vector256.Create(_factors[0]), Vector256.Create(_factors[1]), Vector256.Create(_factors[2]), Vector256.Create(_factors[3]));
        nuint column = 0;
        for (; column + 16 <= width; column += 16)
        {
            var (low, high) = (Vector256.LoadUnsafe(ref sums, column), Vector256.LoadUnsafe(ref sums, column + 8));
            Add(ref first, column, f0, ref low, ref high);
            Add(ref second, column, f1, ref low, ref high);
            Add(ref third, column, f2, ref low, ref high);
            Add(ref fourth, column, f3, ref low, ref high);
            low.StoreUnsafe(ref sums, column);
            high.StoreUnsafe(ref sums, column + 8);
        }
        return (int)column;

        static void Add(ref sbyte row, nuint column, Vector256<float> factor, ref Vector256<float> low, ref Vector256<float> high)
        {
            var words = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref row, column));
            low = Vector256.MultiplyAddEstimate(Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(words.GetLower())), factor, low);
            high = Vector256.MultiplyAddEstimate(Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(words.GetUpper())), factor, high);
        }
    }

    /// <returns>columns done, a multiple of 16; for any machine.</returns>
    internal int AddPortable(Span<float> sum)
    {
        ref var sums = ref MemoryMarshal.GetReference(sum);
        var column = 0;
        for (; column + 16 <= _width; column += 16)
        {
            Add(ref _first, _factors[0], ref sums, (nuint)column);
            Add(ref _second, _factors[1], ref sums, (nuint)column);
            Add(ref _third, _factors[2], ref sums, (nuint)column);
            Add(ref _fourth, _factors[3], ref sums, (nuint)column);
        }
        return column;

        static void Add(ref sbyte row, float factor, ref float sums, nuint column)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref row, column));
            var (first, second) = Vector128.Widen(low);
            var (third, fourth) = Vector128.Widen(high);
            AddQuarter(first, factor, ref sums, column);
            AddQuarter(second, factor, ref sums, column + 4);
            AddQuarter(third, factor, ref sums, column + 8);
            AddQuarter(fourth, factor, ref sums, column + 12);
        }

        static void AddQuarter(Vector128<int> numbers, float factor, ref float sums, nuint column) => Vector128
            .MultiplyAddEstimate(Vector128.ConvertToSingle(numbers), Vector128.Create(factor), Vector128.LoadUnsafe(ref sums, column))
            .StoreUnsafe(ref sums, column);
    }

    /// <summary>The columns from one on, one by one.</summary>
    internal void AddRest(Span<float> sum, int from)
    {
        for (var column = from; column < _width; column++)
        {
            var total = float.MultiplyAddEstimate(At(ref _first, column), _factors[0], sum[column]);
            total = float.MultiplyAddEstimate(At(ref _second, column), _factors[1], total);
            total = float.MultiplyAddEstimate(At(ref _third, column), _factors[2], total);
            sum[column] = float.MultiplyAddEstimate(At(ref _fourth, column), _factors[3], total);
        }

        static float At(ref sbyte row, int column) => Unsafe.Add(ref row, column);
    }
}
