using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class LearningRateScheduleTests
{
    [Theory]
    [InlineData(0, .25f)]
    [InlineData(3, 1f)]
    [InlineData(4, 1f)]
    [InlineData(9, .5125f)] // half way: .025 + .975/2
    [InlineData(14, .025f)]
    public void Factor_Linear_WarmsUpAndFallsInAStraightLine(int step, float expected) =>
        Assert.Equal(expected, new LearningRateSchedule(15, 4, DecayShape.Linear, .025f).Factor(step), 1e-6);

    [Theory]
    [InlineData(4, 1f)]
    [InlineData(9, .5f)] // (1 + cos π/2)/2
    [InlineData(14, 0f)]
    public void Factor_Cosine_FallsAlongTheCosine(int step, float expected) =>
        Assert.Equal(expected, new LearningRateSchedule(15, 4, DecayShape.Cosine, 0).Factor(step), 1e-6);
}
