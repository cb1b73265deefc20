using System.Runtime.InteropServices;

namespace ExpertRouter.Core.Memory;

/// <summary>Bytes that start at a cache line and never move, so that rows of whole cache lines lie in no more lines than they need. Not initialised.</summary>
public sealed class AlignedBytes
{
    private const int CacheLine = 64;

    private readonly byte[] _bytes;
    private readonly int _start;

    /// <exception cref="OverflowException">More than an array holds.</exception>
    public AlignedBytes(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
        _bytes = GC.AllocateUninitializedArray<byte>(checked(count + CacheLine), pinned: true);
        _start = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0) & (CacheLine - 1));
    }

    /// <summary>Bytes.</summary>
    public int Count { get; }

    /// <summary>All of them.</summary>
    public Span<byte> Span => _bytes.AsSpan(_start, Count);

    /// <summary>Some of them.</summary>
    public Span<byte> Slice(int start, int length) => Span.Slice(start, length);
}
