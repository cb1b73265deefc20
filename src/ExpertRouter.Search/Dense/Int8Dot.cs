using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ExpertRouter.Search.Dense;

/// <summary>Exact inner product of bytes in [-127, 127] with 16-bit numbers in the same range; the fastest instructions at hand.</summary>
internal static class Int8Dot
{
    /// <summary>Rows are padded to a multiple of this.</summary>
    public const int Block = 64;

    /// <summary>Σ row[i] · query[i]; equal lengths, a multiple of <see cref="Block"/>, below 100,000.</summary>
    public static int Dot(ReadOnlySpan<sbyte> row, ReadOnlySpan<short> query)
    {
        ref var left = ref MemoryMarshal.GetReference(row);
        ref var right = ref MemoryMarshal.GetReference(query);
        var length = Math.Min(row.Length, query.Length);
        if (Avx512BW.IsSupported)
            return DotAvx512(ref left, ref right, length);
        return Avx2.IsSupported ? DotAvx2(ref left, ref right, length) : DotPortable(ref left, ref right, length);
    }

    private static int DotAvx512(ref sbyte left, ref short right, int length)
    {
        var (first, second) = (Vector512<int>.Zero, Vector512<int>.Zero);
        for (var i = 0; i < length; i += 64)
        {
            first += Avx512BW.MultiplyAddAdjacent(
                Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref left, (nuint)i)), Vector512.LoadUnsafe(ref right, (nuint)i));
            second += Avx512BW.MultiplyAddAdjacent(
                Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref left, (nuint)i + 32)), Vector512.LoadUnsafe(ref right, (nuint)i + 32));
        }
        return Vector512.Sum(first + second);
    }

    private static int DotAvx2(ref sbyte left, ref short right, int length)
    {
        var (first, second) = (Vector256<int>.Zero, Vector256<int>.Zero);
        for (var i = 0; i < length; i += 32)
        {
            first += Avx2.MultiplyAddAdjacent(
                Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref left, (nuint)i)), Vector256.LoadUnsafe(ref right, (nuint)i));
            second += Avx2.MultiplyAddAdjacent(
                Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref left, (nuint)i + 16)), Vector256.LoadUnsafe(ref right, (nuint)i + 16));
        }
        return Vector256.Sum(first + second);
    }

    /// <summary>Two products of at most 127 · 127 fit into 16 bits together.</summary>
    internal static int DotPortable(ref sbyte left, ref short right, int length)
    {
        var sum = Vector128<int>.Zero;
        for (var i = 0; i < length; i += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref left, (nuint)i));
            var products = low * Vector128.LoadUnsafe(ref right, (nuint)i) + high * Vector128.LoadUnsafe(ref right, (nuint)i + 8);
            var (even, odd) = Vector128.Widen(products);
            sum += even + odd;
        }
        return Vector128.Sum(sum);
    }
}
