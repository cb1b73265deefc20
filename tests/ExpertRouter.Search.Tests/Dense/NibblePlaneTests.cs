using System.Runtime.InteropServices;
using ExpertRouter.Search.Dense;

namespace ExpertRouter.Search.Tests.Dense;

public sealed class NibblePlaneTests
{
    [Fact]
    public void Split_ARow_HighAndLowHalvesOfEachNumber()
    {
        var row = new sbyte[64];
        (row[0], row[32], row[1]) = (127, -127, -1); // 255 = F F, 1 = 0 1, 127 = 7 F; zero is 128 = 8 0
        var (high, low) = (new byte[32], new byte[32]);

        var spread = NibblePlane.Split(row, high, low);

        Assert.Equal([0x0F, 0x87, 0x88], high[..3]);
        Assert.Equal([0x1F, 0x0F, 0x00], low[..3]);
        Assert.Equal(Math.Sqrt(63 * 7.5 * 7.5 + 6.5 * 6.5), spread, 1e-4); // 15, 15 and zeros lie 7.5 from the middle, 1 lies 6.5
    }

    [Theory]
    [InlineData(64)]
    [InlineData(192)]
    [InlineData(256)]
    [InlineData(1024)]
    public void Split_ThenJoin_GivesTheRow(int length)
    {
        var seed = Environment.TickCount;
        var row = Row(new Random(seed), length);
        var (high, low, joined) = (new byte[length / 2], new byte[length / 2], new sbyte[length]);

        NibblePlane.Split(row, high, low);
        NibblePlane.Join(high, low, joined);

        Assert.True(row.SequenceEqual(joined), $"seed {seed}");
    }

    [Theory]
    [InlineData(64)]
    [InlineData(192)]
    [InlineData(256)]
    [InlineData(1024)]
    public void Dot_AnyInstructionSet_PlanesTogetherAreTheSumOfProductsAndTheSpreadBoundsTheLowOne(int length)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var (row, query) = (Row(random, length), Row(random, length));
        var (high, low) = (new byte[length / 2], new byte[length / 2]);
        var spread = NibblePlane.Split(row, high, low);
        var sum = query.Sum(value => value);
        var expected = row.Zip(query, (left, right) => left * right).Sum();

        var (ofHigh, ofLow) = (NibblePlane.Dot(high, query), NibblePlane.Dot(low, query));

        Assert.True(expected == 16 * (ofHigh - 8 * sum) + ofLow, $"seed {seed}");
        Assert.True(Math.Abs(ofLow - 7.5 * sum) <= spread * Math.Sqrt(query.Sum(value => value * value)) * 1.00001, $"seed {seed}");
        Assert.True(ofHigh == Portable(high, query) && ofLow == Portable(low, query), $"seed {seed}");
    }

    [Theory]
    [InlineData(64)]
    [InlineData(1024)]
    public void Prune_TheLowPlaneAddsAllItCan_TheRowAtTheThresholdStays(int dimension)
    {
        // Before the rotation is undone: rests of 15 where the query is positive and of 0 where it is negative, which is where Cauchy and Schwarz are equal.
        var space = new VectorSpace("model@1", dimension, VectorPrecision.Quantized);
        var turned = Enumerable.Range(0, dimension).Select(i => i % 3 == 0 ? 127f : -127f).ToArray();
        var query = turned.ToArray();
        Rotation.Undo(query);
        var rows = new VectorRows(space, 1);
        rows.SetBytes(0, [.. turned.Select(value => value > 0 ? (sbyte)15 : (sbyte)0)]);
        rows.Scales[0] = 0.01f;
        var prepared = new QueryVector(query, space);
        int[] which = [0], documents = [0], highs = [0];

        Assert.Equal(1, prepared.Prune(rows, which, documents, highs, prepared.Score(rows, 0)));
    }

    [Fact]
    public void Dot_ExtremeValues_DoNotOverflow()
    {
        var plane = Enumerable.Repeat((byte)0xFF, 512).ToArray();
        var query = Enumerable.Repeat((sbyte)-127, 1024).ToArray();

        Assert.Equal(15 * -127 * 1024, NibblePlane.Dot(plane, query));
        Assert.Equal(15 * -127 * 1024, Portable(plane, query));
    }

    private static sbyte[] Row(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-127, 128))];

    private static int Portable(byte[] plane, sbyte[] query) =>
        NibblePlane.DotPortable(ref MemoryMarshal.GetArrayDataReference(plane), ref MemoryMarshal.GetArrayDataReference(query), plane.Length);
}
