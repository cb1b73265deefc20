using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Format;
using ExpertRouter.Encoder.Graph.Ops;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Tests.Graph;

public sealed class OnnxModelWriterTests
{
    [Fact]
    public void Write_StoredParameters_RunsWithoutFeedingThem()
    {
        var graph = new GraphBuilder();
        var x = graph.Input("x", OnnxType.F32, "batch", 2);
        var weight = graph.Parameter("w", new(2, 1), [0, 0]);
        var y = graph.MatMul(x, weight);

        using var session = new InferenceSession(OnnxModelWriter.Write(
            graph, [("y", y)], ParameterPlacement.Stored, new Dictionary<string, float[]> { ["w"] = [10, 1] }));

        Assert.Equal(["x"], session.InputMetadata.Keys);
        Assert.Equal([-1, 1], session.OutputMetadata["y"].Dimensions);
        using var feed = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2, 3, 4 }, [2, 2]);
        using var run = new RunOptions();
        using var results = session.Run(run, ["x"], [feed], ["y"]);
        // 1·10 + 2·1 = 12, 3·10 + 4·1 = 34
        Assert.Equal([12f, 34f], results[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void Write_NodesNobodyAsksFor_AreLeftOut()
    {
        var graph = new GraphBuilder();
        var x = graph.Input("x", OnnxType.F32, 2);
        graph.MatMul(graph.Reshape(x, 1, 2), graph.Parameter("unused", new(2, 1000), new float[2000]));
        var y = graph.Exp(x);

        var model = OnnxModelWriter.Write(graph, [("y", y)], ParameterPlacement.Stored);

        Assert.True(model.Length < 1000, $"{model.Length} bytes");
    }

    [Fact]
    public void Write_HalfAndInt8Constants_KeepTheirNumbers()
    {
        var graph = new GraphBuilder();
        var x = graph.Input("x", OnnxType.F32, 2);
        var half = graph.Cast(graph.Constant([(Half).5f, (Half)2f], 2), OnnxType.F32);
        var small = graph.Cast(graph.Constant(new sbyte[] { -128, 127 }, 2), OnnxType.F32);
        var y = graph.Plus(graph.Times(x, half), small);

        using var session = new InferenceSession(OnnxModelWriter.Write(graph, [("y", y)], ParameterPlacement.Stored));

        using var feed = OrtValue.CreateTensorValueFromMemory(new float[] { 2, 2 }, [2]);
        using var run = new RunOptions();
        using var results = session.Run(run, ["x"], [feed], ["y"]);
        // 2·.5 − 128 = −127, 2·2 + 127 = 131
        Assert.Equal([-127f, 131f], results[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void Write_StoredNumbersOfAnotherSize_AreRefused()
    {
        var graph = new GraphBuilder();
        var y = graph.Exp(graph.Parameter("w", new(2), [0, 0]));

        var error = Assert.Throws<ArgumentException>(() => OnnxModelWriter.Write(
            graph, [("y", y)], ParameterPlacement.Stored, new Dictionary<string, float[]> { ["w"] = [1, 2, 3] }));

        Assert.Contains("parameter w has 2 numbers, got 3", error.Message, StringComparison.Ordinal);
    }
}
