using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ExpertRouter.Encoder.Serving.Pooled;

namespace ExpertRouter.Encoder.Tests.Serving;

public sealed class FourRowsTests
{
    [Fact]
    public void AddTo_FourRowsOfTwo_AddsEachTimesItsFactor()
    {
        float[] sum = [100, -1];

        new FourRows([1, -128], [2, 127], [3, 0], [4, 10], Vector128.Create(1f, 0.5f, -2, 10)).AddTo(sum);

        // 100 + 1 + 1 − 6 + 40; −1 − 128 + 63.5 + 0 + 100
        Assert.Equal([136f, 34.5f], sum);
    }

    /// <summary>Factors are powers of two, so every sum is exact and the order does not matter.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100)]
    [InlineData(384)]
    [InlineData(391)]
    public void AddTo_EveryPathAndWidth_GivesTheExactSum(int width)
    {
        var random = new Random(width);
        var rows = Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, width).Select(_ => (sbyte)random.Next(-128, 128)).ToArray()).ToArray();
        float[] factors = [0.5f, -2, 4, 0.25f];
        float[] expected = [.. Enumerable.Range(0, width).Select(column => 3 + rows.Zip(factors, (row, factor) => row[column] * factor).Sum())];

        AssertSum(sum => Rows().AddTo(sum));
        AssertSum(sum => Rows().AddRest(sum, Rows().AddPortable(sum)));
        if (Avx2.IsSupported)
            AssertSum(sum => Rows().AddRest(sum, Rows().AddAvx2(sum)));
        if (Avx512F.IsSupported)
            AssertSum(sum => Rows().AddRest(sum, Rows().AddAvx512(sum)));

        FourRows Rows() => new(rows[0], rows[1], rows[2], rows[3], Vector128.Create(factors));

        void AssertSum(Action<float[]> add)
        {
            var sum = new float[width];
            Array.Fill(sum, 3);
            add(sum);
            Assert.Equal(expected, sum);
        }
    }

    [Fact]
    public void FourRows_OfDifferentWidth_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => { new FourRows([1, 2], [1], [1, 2], [1, 2], default); });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FourRows([1, 2], [1, 2], [1, 2], [1, 2], default).AddTo(new float[3]));
    }
}
