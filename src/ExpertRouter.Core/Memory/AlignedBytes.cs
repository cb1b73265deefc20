using System.Runtime.InteropServices;

namespace ExpertRouter.Core.Memory;

/// <summary>Bytes that start at a cache line and never move, so that rows of whole cache lines lie in no more lines than they need. Not initialised.</summary>
public sealed class AlignedBytes
{
    private const int CacheLine = 64;

    private readonly byte[] _bytes;
    private readonly int _start;

    /// <exception cref="OverflowException">More than <see cref="MaxCount"/>.</exception>
    public AlignedBytes(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > MaxCount)
            throw new OverflowException($"{count} bytes do not fit an array; {MaxCount} are the most");
        Count = count;
        _bytes = GC.AllocateUninitializedArray<byte>(count + CacheLine, pinned: true);
        _start = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0) & (CacheLine - 1));
    }

    /// <summary>None.</summary>
    public static AlignedBytes Empty { get; } = new(0);

    /// <summary>The most that fit an array and its way to a cache line.</summary>
    public static int MaxCount => Array.MaxLength - CacheLine;

    /// <summary>Bytes.</summary>
    public int Count { get; }

    /// <summary>All of them.</summary>
    public Span<byte> Span => _bytes.AsSpan(_start, Count);

    /// <summary>Some of them.</summary>
    public Span<byte> Slice(int start, int length) => Span.Slice(start, length);
}
