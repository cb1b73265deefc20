using ExpertRouter.Encoder.Diagnostics;

namespace ExpertRouter.Encoder.Tests.Diagnostics;

public sealed class RankCorrelationTests
{
    [Theory]
    [InlineData(new[] { 1f, 2, 3, 4 }, new[] { 2f, 1, 4, 3 }, 0.6)] // 1 - 6 · (1+1+1+1) / (4 · 15)
    [InlineData(new[] { 1f, 2, 3 }, new[] { 30f, 20, 10 }, -1)]
    [InlineData(new[] { 1f, 100, 10_000 }, new[] { 0.1f, 0.2f, 0.3f }, 1)]
    [InlineData(new[] { 0f, 0, 1 }, new[] { 1f, 2, 3 }, 0.8660254)] // ranks 1.5 1.5 3 and 1 2 3: 1.5 / √(1.5 · 2)
    public void Spearman_HandWorked(float[] left, float[] right, double expected) =>
        Assert.Equal(expected, RankCorrelation.Spearman(left, right), 6);

    [Fact]
    public void Spearman_ConstantSide_IsUndefined() =>
        Assert.True(double.IsNaN(RankCorrelation.Spearman([1, 1, 1], [1, 2, 3])));
}
