using System.Runtime.InteropServices;

namespace ExpertRouter.Search.Dense;

/// <summary>Bytes that start at a cache line and never move, so that rows of whole cache lines lie in no more lines than they need. Not initialised.</summary>
internal sealed class AlignedBytes
{
    private const int CacheLine = 64;

    private readonly byte[] _bytes;
    private readonly int _start;

    public AlignedBytes(int count)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(checked(count + CacheLine), pinned: true);
        _start = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0) & (CacheLine - 1));
    }

    public Span<byte> Slice(int start, int length) => _bytes.AsSpan(_start + start, length);
}
