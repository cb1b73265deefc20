using ExpertRouter.Encoder.Diagnostics;

namespace ExpertRouter.Encoder.Tests.Diagnostics;

public sealed class RoutingStatisticsTests
{
    [Fact]
    public void Add_Gates_LoadEntropyAndActiveWeights()
    {
        var statistics = new RoutingStatistics(3);

        statistics.Add([0.5f, 0.5f, 0]);
        statistics.Add([0.9f, 0, 0.1f]);

        var loads = statistics.Loads([10, 20, 30]);
        Assert.Equal([0.5, 0.25, 0.25], loads.Select(load => load.Share)); // 2, 1, 1 of 4 choices
        Assert.Equal([0.7, 0.5, 0.1], loads.Select(load => Math.Round(load.MeanGate, 6)));
        Assert.Equal(0.946395, statistics.LoadEntropy!.Value, 6); // (½ ln 2 + 2 · ¼ ln 4) / ln 3
        Assert.Equal(2, statistics.ActiveExperts);
        Assert.Equal(35, statistics.ActiveParameters([10, 20, 30])); // (10 + 20 + 10 + 30) / 2
    }

    [Fact]
    public void Add_ColumnThatIsAlwaysOne_IsASharedExpertOutsideTheLoad()
    {
        var statistics = new RoutingStatistics(3);

        statistics.Add([1, 0.6f, 0]);
        statistics.Add([1, 0, 0.6f]);

        Assert.Equal([true, false, false], statistics.Loads([1, 1, 1]).Select(load => load.IsShared));
        Assert.Equal(1, statistics.LoadEntropy!.Value, 9);
        Assert.Equal(1, statistics.ActiveExperts);
    }

    [Fact]
    public void Add_Outputs_CorrelationOfGateAndNormAndSimilarity()
    {
        var statistics = new RoutingStatistics(3);

        statistics.Add([0.7f, 0.2f, 0.1f], [[3, 0], [0, 2], [1, 0]]); // norms 3 2 1 follow the gates: 1
        statistics.Add([0.7f, 0.2f, 0.1f], [[1, 0], [0, 2], [0, 3]]); // norms 1 2 3: -1
        statistics.Add([0.7f, 0.2f, 0.1f], [[3, 0], [0, 1], [2, 0]]); // norms 3 1 2: 1 - 6 · 2 / (3 · 8) = .5

        Assert.Equal(0.5 / 3, statistics.GateNormCorrelation!.Value, 9);
        var similarity = statistics.OutputSimilarity(3)!;
        Assert.Equal(1, similarity[0][0]);
        Assert.Equal(2 / 3.0, similarity[0][2], 6); // cosines 1, 0, 1
        Assert.Equal(1 / 3.0, similarity[2][1], 6); // cosines 0, 1, 0
    }
}
