using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Tests.Graph;

public sealed class GraphBuilderTests
{
    [Fact]
    public void Plus_ShapesThatDoNotBroadcast_NamesBoth()
    {
        var graph = new GraphBuilder();
        var error = Assert.Throws<ArgumentException>(() =>
            graph.Plus(graph.Input("a", OnnxType.F32, "batch", 3), graph.Input("b", OnnxType.F32, "batch", 4)));

        Assert.Contains("[batch,3] and [batch,4] do not broadcast: 3 against 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plus_UnlikeSymbols_AreNotTakenForEqual()
    {
        var graph = new GraphBuilder();

        Assert.Throws<ArgumentException>(() => graph.Plus(graph.Input("a", OnnxType.F32, "batch"), graph.Input("b", OnnxType.F32, "tokens")));
    }

    [Fact]
    public void MatMul_InnerDimensionsDiffer_IsRefused()
    {
        var graph = new GraphBuilder();

        Assert.Throws<ArgumentException>(() => graph.MatMul(graph.Input("a", OnnxType.F32, 2, 3), graph.Input("b", OnnxType.F32, 4, 2)));
    }

    [Fact]
    public void Input_NameTwice_IsRefused()
    {
        var graph = new GraphBuilder();
        graph.Input("x", OnnxType.F32, 1);

        Assert.Throws<ArgumentException>(() => graph.Input("x", OnnxType.F32, 1));
    }

    [Fact]
    public void Parameter_StartValuesDoNotFillTheShape_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new GraphBuilder().Parameter("w", new(2, 3), new float[5]));
}
