using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Tests.Metrics;

public sealed class RocCurveTests
{
    [Fact]
    public void Area_TiesBetweenClasses_CountHalf()
    {
        // positives .9 .5, negatives .5 .1: .9 beats both (2), .5 ties .5 (½) and beats .1 (1): 3.5 of 4
        Assert.Equal(3.5 / 4, RocCurve.Area([0.9, 0.5, 0.5, 0.1], [true, true, false, false]), 12);
    }

    [Fact]
    public void Area_AllScoresEqual_IsOneHalf() =>
        Assert.Equal(0.5, RocCurve.Area([1, 1, 1], [true, false, false]), 12);

    [Fact]
    public void Area_OneClassOnly_SaysSo()
    {
        var error = Assert.Throws<ArgumentException>(() => RocCurve.Area([1, 2], [true, true]));

        Assert.Contains("2 positives and 0 negatives", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Area_NanScore_Throws() =>
        Assert.Throws<ArgumentException>(() => RocCurve.Area([1, double.NaN], [true, false]));
}
