using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Format;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Tests.Graph;

/// <summary>Runs a graph in ONNX Runtime on one thread; parameters are fed as inputs.</summary>
internal sealed class GraphRunner : IDisposable
{
    private readonly InferenceSession session;
    private readonly string[] outputNames;

    public GraphRunner(GraphBuilder graph, params Value[] outputs)
    {
        outputNames = [.. outputs.Select((_, i) => $"out{i}")];
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        session = new InferenceSession(
            OnnxModelWriter.Write(graph, [.. outputs.Select((output, i) => (outputNames[i], output))], ParameterPlacement.Inputs),
            options);
    }

    public float[][] Run(IReadOnlyDictionary<string, (Array Numbers, long[] Shape)> feeds)
    {
        var used = feeds.Where(feed => session.InputMetadata.ContainsKey(feed.Key)).ToArray();
        var values = used.Select(feed => feed.Value.Numbers switch
        {
            float[] numbers => OrtValue.CreateTensorValueFromMemory(numbers, feed.Value.Shape),
            long[] numbers => OrtValue.CreateTensorValueFromMemory(numbers, feed.Value.Shape),
            _ => throw new NotSupportedException(feed.Value.Numbers.GetType().Name),
        }).ToArray();
        using var run = new RunOptions();
        using var results = session.Run(run, [.. used.Select(feed => feed.Key)], values, outputNames);
        var arrays = results.Select(result => result.GetTensorDataAsSpan<float>().ToArray()).ToArray();
        foreach (var value in values)
            value.Dispose();
        return arrays;
    }

    public void Dispose() => session.Dispose();
}
