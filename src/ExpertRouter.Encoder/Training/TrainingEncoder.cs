using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Format;
using ExpertRouter.Encoder.Layers;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Training;

/// <summary>Encodes texts with the weights as they stand during training. Not thread-safe.</summary>
internal sealed class TrainingEncoder : IDisposable
{
    private const int BatchSize = 256;

    private readonly ITextInput input;
    private readonly InferenceSession session;
    private readonly List<string> names;
    private readonly List<OrtValue> parameters = [];
    private readonly int dimension;

    public TrainingEncoder(EncoderTrainingOptions options, ITextInput input, IEnumerable<DenseParameter> current, SessionOptions session)
    {
        this.input = input;
        dimension = options.Architecture.Dimension;
        var graph = new GraphBuilder();
        var output = input.Build(graph, options.Architecture, options.Seed, "batch");
        this.session = new InferenceSession(OnnxModelWriter.Write(graph, [("embedding", output.Embedding)], ParameterPlacement.Inputs), session);
        var used = this.session.InputMetadata.Keys.ToHashSet();
        names = [.. input.InputNames];
        foreach (var parameter in current.Where(parameter => used.Contains(parameter.Name)))
        {
            names.Add(parameter.Name);
            parameters.Add(OrtValue.CreateTensorValueFromMemory(parameter.Numbers, parameter.Shape));
        }
    }

    /// <summary>Unit vectors, [texts, dimension] row by row.</summary>
    public float[] Encode(IReadOnlyList<int[]> texts)
    {
        var vectors = new float[texts.Count * dimension];
        using var run = new RunOptions();
        for (var start = 0; start < texts.Count; start += BatchSize)
        {
            var part = texts.Skip(start).Take(BatchSize).ToArray();
            using var results = session.Run(run, names, [.. input.Feed(part, null), .. parameters], ["embedding"]);
            results[0].GetTensorDataAsSpan<float>().CopyTo(vectors.AsSpan(start * dimension));
        }

        return vectors;
    }

    public void Dispose()
    {
        session.Dispose();
        foreach (var value in parameters)
            value.Dispose();
    }
}
