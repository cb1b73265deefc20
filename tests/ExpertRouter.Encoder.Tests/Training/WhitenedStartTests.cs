using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.Encoder.Tests.Training;

public sealed class WhitenedStartTests
{
    [Fact]
    public void PassThrough_NarrowerProjection_TakesTheFirstComponentsAndQuietsTheExperts()
    {
        var graph = new GraphBuilder();
        graph.Parameter("projection", new(3, 2), [9, 9, 9, 9, 9, 9]);
        graph.Parameter("experts.outer", new(1, 2), [5, -10]);
        graph.Parameter("experts.outer.bias", new(1, 2), [4, 4]);
        DenseParameter[] parameters = [.. graph.Parameters.Select(parameter => new DenseParameter(parameter))];

        WhitenedStart.PassThrough(parameters, 3);

        Assert.Equal([1, 0, 0, 1, 0, 0], parameters[0].Numbers);
        Assert.Equal([.5f, -1], parameters[1].Numbers);
        Assert.Equal([4, 4], parameters[2].Numbers);
    }
}
