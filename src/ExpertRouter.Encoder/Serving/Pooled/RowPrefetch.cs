using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ExpertRouter.Encoder.Serving.Pooled;

/// <summary>Asks the processor to fetch memory that will be read soon. Rows of a text lie all over a table larger than the caches: waiting for them is half of the time pooling takes.</summary>
internal static class RowPrefetch
{
    private const int CacheLine = 64;

    /// <summary>A hint: it never faults, even if the garbage collector has moved the row meanwhile. Does nothing where there is no such instruction.</summary>
    public static unsafe void Ask(ReadOnlySpan<sbyte> row)
    {
        if (!Sse.IsSupported)
            return;
        ref var start = ref MemoryMarshal.GetReference(row);
        for (var i = 0; i < row.Length; i += CacheLine)
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref start, i)));
    }
}
