using ExpertRouter.Search.Dense;

namespace ExpertRouter.Search.Tests.Dense;

public sealed class RotationTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(192)]
    [InlineData(256)]
    [InlineData(768)]
    public void Apply_AnyLength_KeepsInnerProductsAndIsUndone(int length)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        float[] left = [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble() - 0.5f)], right = [.. left.Select(value => value * (float)random.NextDouble())];
        var (turnedLeft, turnedRight) = (left.ToArray(), right.ToArray());

        Rotation.Apply(turnedLeft);
        Rotation.Apply(turnedRight);

        Assert.True(Math.Abs(Dot(left, right) - Dot(turnedLeft, turnedRight)) < 1e-4, $"seed {seed}");
        Assert.True(left.Zip(turnedLeft).Any(pair => Math.Abs(pair.First - pair.Second) > 0.01), $"seed {seed}");
        Rotation.Undo(turnedLeft);
        Assert.True(left.Zip(turnedLeft).All(pair => Math.Abs(pair.First - pair.Second) < 1e-5), $"seed {seed}");
    }

    [Fact]
    public void Apply_OneComponent_IsSpreadOverAll()
    {
        var vector = new float[256];
        vector[17] = 1;

        Rotation.Apply(vector);

        Assert.All(vector, value => Assert.Equal(1 / 16.0, Math.Abs(value), 1e-6)); // 1 / √256
    }

    [Fact]
    public void Apply_EqualComponents_DoNotPileUp()
    {
        var vector = Enumerable.Repeat(1 / 16f, 256).ToArray();

        Rotation.Apply(vector);

        Assert.InRange(vector.Max(Math.Abs), 0, 0.4f);
    }

    private static double Dot(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();
}
