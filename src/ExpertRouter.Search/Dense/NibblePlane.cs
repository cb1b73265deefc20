using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ExpertRouter.Search.Dense;

/// <summary>
/// A row of bytes in two planes of half its size: v = 16 (h − 8) + l with h and l in [0, 15]. Numbers i and i + n/2 of a row share a byte of each plane. The
/// plane of h alone tells the inner product with a query but for Σ l q, which <see cref="Split"/>'s spread bounds (Cauchy and Schwarz): a search reads half
/// the memory, and the plane of l only of rows that may be among the best.
/// </summary>
internal static class NibblePlane
{
    /// <summary>Rows are padded to a multiple of this.</summary>
    public const int Block = 64;

    /// <summary>Middle of the values of l, so that 7.5 Σ q is the best guess of Σ l q.</summary>
    public const float Middle = 7.5f;

    /// <summary>Divides a row.</summary>
    /// <param name="row">[n], n a multiple of <see cref="Block"/>.</param>
    /// <param name="high">[n/2].</param>
    /// <param name="low">[n/2].</param>
    /// <returns>The row's spread, √Σ (l − 7.5)² over its numbers: |Σ l q − 7.5 Σ q| is at most this times |q|.</returns>
    public static float Split(ReadOnlySpan<sbyte> row, Span<byte> high, Span<byte> low)
    {
        var half = row.Length / 2;
        for (var i = 0; i < half; i++)
        {
            var (left, right) = ((byte)(row[i] + 128), (byte)(row[i + half] + 128));
            high[i] = (byte)(left >> 4 | right & 0xF0);
            low[i] = (byte)(left & 0x0F | right << 4);
        }
        var (sum, squares) = (0, 0);
        foreach (var value in row)
        {
            var rest = value & 0x0F;
            (sum, squares) = (sum + rest, squares + rest * rest);
        }
        return MathF.Sqrt(squares - 2 * Middle * sum + Middle * Middle * row.Length);
    }

    /// <summary>The row that was divided.</summary>
    public static void Join(ReadOnlySpan<byte> high, ReadOnlySpan<byte> low, Span<sbyte> row)
    {
        var half = row.Length / 2;
        for (var i = 0; i < half; i++)
        {
            row[i] = (sbyte)(((high[i] & 0x0F) << 4 | low[i] & 0x0F) - 128);
            row[i + half] = (sbyte)((high[i] & 0xF0 | low[i] >> 4) - 128);
        }
    }

    /// <summary>Σ p_i q_i over the numbers of a plane, exactly, by the fastest instructions at hand.</summary>
    /// <param name="plane">[n/2], n a multiple of <see cref="Block"/> below 65,536.</param>
    /// <param name="query">[n].</param>
    public static int Dot(ReadOnlySpan<byte> plane, ReadOnlySpan<sbyte> query)
    {
        ref var packed = ref MemoryMarshal.GetReference(plane);
        ref var first = ref MemoryMarshal.GetReference(query);
        var half = Math.Min(plane.Length, query.Length / 2);
        if (Avx512BW.IsSupported && half % 64 == 0)
            return DotAvx512(ref packed, ref first, half);
        return Avx2.IsSupported ? DotAvx2(ref packed, ref first, half) : DotPortable(ref packed, ref first, half);
    }

    /// <summary>Four products of at most 15 · 127 fit into 16 bits together.</summary>
    private static int DotAvx512(ref byte plane, ref sbyte query, int half)
    {
        var sum = Vector512<int>.Zero;
        var (mask, one) = (Vector512.Create((byte)0x0F), Vector512<short>.One);
        for (var i = 0; i < half; i += 64)
        {
            var packed = Vector512.LoadUnsafe(ref plane, (nuint)i);
            var low = Avx512BW.MultiplyAddAdjacent(packed & mask, Vector512.LoadUnsafe(ref query, (nuint)i));
            var high = Avx512BW.MultiplyAddAdjacent((packed.AsUInt16() >>> 4).AsByte() & mask, Vector512.LoadUnsafe(ref query, (nuint)(half + i)));
            sum += Avx512BW.MultiplyAddAdjacent(low + high, one);
        }
        return Vector512.Sum(sum);
    }

    private static int DotAvx2(ref byte plane, ref sbyte query, int half)
    {
        var sum = Vector256<int>.Zero;
        var (mask, one) = (Vector256.Create((byte)0x0F), Vector256<short>.One);
        for (var i = 0; i < half; i += 32)
        {
            var packed = Vector256.LoadUnsafe(ref plane, (nuint)i);
            var low = Avx2.MultiplyAddAdjacent(packed & mask, Vector256.LoadUnsafe(ref query, (nuint)i));
            var high = Avx2.MultiplyAddAdjacent((packed.AsUInt16() >>> 4).AsByte() & mask, Vector256.LoadUnsafe(ref query, (nuint)(half + i)));
            sum += Avx2.MultiplyAddAdjacent(low + high, one);
        }
        return Vector256.Sum(sum);
    }

    internal static int DotPortable(ref byte plane, ref sbyte query, int half)
    {
        var sum = Vector128<int>.Zero;
        for (var i = 0; i < half; i += 16)
        {
            var packed = Vector128.LoadUnsafe(ref plane, (nuint)i);
            sum += Products(packed & Vector128.Create((byte)0x0F), Vector128.LoadUnsafe(ref query, (nuint)i));
            sum += Products(packed >>> 4, Vector128.LoadUnsafe(ref query, (nuint)(half + i)));
        }
        return Vector128.Sum(sum);
    }

    private static Vector128<int> Products(Vector128<byte> plane, Vector128<sbyte> query)
    {
        var (planeLow, planeHigh) = Vector128.Widen(plane.AsSByte());
        var (queryLow, queryHigh) = Vector128.Widen(query);
        var (even, odd) = Vector128.Widen(planeLow * queryLow + planeHigh * queryHigh);
        return even + odd;
    }
}
