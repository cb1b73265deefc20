using System.Numerics.Tensors;
using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Layers;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Training;

/// <summary>Texts enter as weighted means of their rows, computed outside the graph: far less to move than token vectors.</summary>
internal sealed class PooledTextInput(EmbeddingTable table, float dropoutShare) : ITextInput, IDisposable
{
    private readonly EmbeddingBag bag = new(table);
    private float[] pooled = [];
    private float[] mask = [];
    private float[] fed = [];
    private float[] gradient = [];
    private OrtValue? value;

    public IReadOnlyList<string> InputNames { get; } = ["pooled"];

    public IReadOnlyList<string> DifferentiatedNames { get; } = ["pooled"];

    public EncoderOutput Build(GraphBuilder graph, EncoderArchitecture architecture, ulong seed, Dim batch) =>
        new EncoderNetwork(graph, architecture, seed).FromPooled(graph.Input("pooled", OnnxType.F32, batch, architecture.Width));

    public IReadOnlyList<OrtValue> Feed(IReadOnlyList<int[]> texts, SeededRandom? dropout)
    {
        var size = texts.Count * table.Width;
        value?.Dispose();
        if (pooled.Length != size)
            (pooled, mask, fed, gradient) = (new float[size], new float[size], new float[size], new float[size]);
        bag.Forward(texts, pooled);
        if (dropout is null)
            Array.Fill(mask, 1);
        else
            EmbeddingBag.DrawDropout(dropout, dropoutShare, mask);
        TensorPrimitives.Multiply(pooled, mask, fed);
        value = OrtValue.CreateTensorValueFromMemory(fed, [texts.Count, table.Width]);
        return [value];
    }

    public void Backward(IReadOnlyList<int[]> texts, IReadOnlyList<OrtValue> gradients, TableGradient result)
    {
        TensorPrimitives.Multiply(gradients[0].GetTensorDataAsSpan<float>(), mask, gradient);
        bag.Backward(texts, pooled, gradient, result);
    }

    public void Dispose() => value?.Dispose();
}
