using ExpertRouter.Evaluation.Metrics;

namespace ExpertRouter.Evaluation.Tests.Metrics;

public sealed class CalibrationTests
{
    private static readonly double[] Probabilities = [0.1, 0.15, 0.9, 1.0];
    private static readonly bool[] Outcomes = [false, true, true, true];

    [Fact]
    public void Brier_FourItems_IsMeanSquaredError()
    {
        // .1² + .85² + .1² + 0² = .01 + .7225 + .01 + 0 = .7425; / 4 = .185625
        Assert.Equal(0.185625, Calibration.Brier(Probabilities, Outcomes), 12);
    }

    [Fact]
    public void ExpectedError_TwoOccupiedBins_WeighsGapByShare()
    {
        // bin [.1,.2): mean .125, rate .5, gap .375, share 2/4 · bin [.9,1]: mean .95, rate 1, gap .05, share 2/4
        // .5 · .375 + .5 · .05 = .2125
        Assert.Equal(0.2125, Calibration.ExpectedError(Probabilities, Outcomes), 12);
    }

    [Fact]
    public void Bins_ProbabilityOne_FallsIntoLastBin()
    {
        var bins = Calibration.Bins(Probabilities, Outcomes);

        Assert.Equal(10, bins.Count);
        Assert.Equal(new ReliabilityBin(0.9, 1, 2, 0.95, 1), bins[9]);
        Assert.Equal(0, bins[0].Count);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Brier_NoProbability_Throws(double value) =>
        Assert.Throws<ArgumentException>(() => Calibration.Brier([value], [true]));
}
