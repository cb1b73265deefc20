using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ExpertRouter.Core.Memory;

/// <summary>Asks the processor to fetch memory that will be read soon: rows of a table larger than the caches, waiting for which would be most of the time that reading them takes.</summary>
public static class RowPrefetch
{
    private const int CacheLine = 64;

    /// <summary>A hint: it never faults, even if the garbage collector has moved the row meanwhile. Does nothing where there is no such instruction.</summary>
    public static unsafe void Ask<T>(ReadOnlySpan<T> row) where T : unmanaged
    {
        if (!Sse.IsSupported)
            return;
        ref var start = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(row));
        for (var i = 0; i < row.Length * sizeof(T); i += CacheLine)
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref start, i)));
    }
}
