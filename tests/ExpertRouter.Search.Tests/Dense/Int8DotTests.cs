using System.Runtime.InteropServices;
using ExpertRouter.Search.Dense;

namespace ExpertRouter.Search.Tests.Dense;

public sealed class Int8DotTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(1024)]
    public void Dot_AnyInstructionSet_EqualsTheSumOfProducts(int length)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var row = Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-127, 128)).ToArray();
        var query = Enumerable.Range(0, length).Select(_ => (short)random.Next(-127, 128)).ToArray();
        var expected = row.Zip(query, (left, right) => left * right).Sum();

        Assert.True(expected == Int8Dot.Dot(row, query), $"seed {seed}");
        Assert.True(expected == Int8Dot.DotPortable(ref MemoryMarshal.GetArrayDataReference(row), ref MemoryMarshal.GetArrayDataReference(query), length), $"seed {seed}");
    }

    [Fact]
    public void Dot_ExtremeValues_DoNotOverflow()
    {
        var row = Enumerable.Repeat((sbyte)-127, 1024).ToArray();
        var query = Enumerable.Repeat((short)127, 1024).ToArray();

        Assert.Equal(-127 * 127 * 1024, Int8Dot.Dot(row, query));
        Assert.Equal(-127 * 127 * 1024, Int8Dot.DotPortable(ref MemoryMarshal.GetArrayDataReference(row), ref MemoryMarshal.GetArrayDataReference(query), 1024));
    }
}
