using ExpertRouter.Evaluation.Experiments;

namespace ExpertRouter.Evaluation.Tests.Experiments;

public sealed class ChosenElsewhereTests
{
    [Fact]
    public void Compose_QueriesOfTheSameGroup_TakeNoPartInTheChoice()
    {
        // For q1 and q2 (group x) only q3 counts: b wins .9 to .1. For q3 only q1 and q2 count: a wins 1 + .8 to .3 + 0.
        var a = System("a", 1, .8, .1);
        var b = System("b", .3, 0, .9);

        var (scores, served) = ChosenElsewhere.Compose("c", [a, b], "AP", [["x"], ["x", "y"], ["z"]]);

        Assert.Equal([.3, 0, .1], scores.Values["AP"]);
        Assert.Equal(2, served["b"]);
        Assert.Equal(1, served["a"]);
    }

    [Fact]
    public void Compose_OnlyOneGroup_TakesThePreferredSystem()
    {
        var (scores, _) = ChosenElsewhere.Compose("c", [System("a", 0, 0), System("b", 1, 1)], "AP", [["x"], ["x"]]);

        Assert.Equal([0, 0], scores.Values["AP"]);
    }

    private static SystemScores System(string name, params double[] values) =>
        new(name, [.. values.Select((_, i) => $"q{i}")], new Dictionary<string, IReadOnlyList<double>> { ["AP"] = values });
}
