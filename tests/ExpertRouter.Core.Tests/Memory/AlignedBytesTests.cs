using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ExpertRouter.Core.Memory;

namespace ExpertRouter.Core.Tests.Memory;

public sealed class AlignedBytesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(1000)]
    public void Span_AnyCount_StartsAtACacheLineAndHasThatManyBytes(int count)
    {
        var bytes = new AlignedBytes(count);

        Assert.Equal(0, Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(bytes.Span)) % 64);
        Assert.Equal(count, bytes.Span.Length);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MaxValue - 64)]
    [InlineData(int.MaxValue - 56 - 64 + 1)] // arrays hold 56 bytes fewer than numbers reach
    public void Constructor_MoreThanAnArrayHolds_Overflows(int count) => Assert.Throws<OverflowException>(() => new AlignedBytes(count));
}
