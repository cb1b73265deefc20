using System.Numerics.Tensors;
using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Layers;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Training;

/// <summary>Texts enter as padded token rows with their weights: for layers that work on tokens.</summary>
internal sealed class TokenTextInput(EmbeddingTable table, float dropoutShare) : ITextInput, IDisposable
{
    private float[] tokens = [];
    private float[] weights = [];
    private long[] ids = [];
    private float[] mask = [];
    private readonly float[] row = new float[table.Width];
    private int length;
    private OrtValue[] values = [];

    public IReadOnlyList<string> InputNames { get; } = ["tokens", "weights", "ids"];

    public IReadOnlyList<string> DifferentiatedNames { get; } = ["tokens", "weights"];

    public EncoderOutput Build(GraphBuilder graph, EncoderArchitecture architecture, ulong seed, Dim batch) =>
        new EncoderNetwork(graph, architecture, seed).FromTokens(
            graph.Input("tokens", OnnxType.F32, batch, "length", architecture.Width),
            graph.Input("weights", OnnxType.F32, batch, "length", 1),
            graph.Input("ids", OnnxType.I64, batch, "length"));

    public IReadOnlyList<OrtValue> Feed(IReadOnlyList<int[]> texts, SeededRandom? dropout)
    {
        Dispose();
        length = texts.Max(text => text.Length);
        var cells = texts.Count * length;
        (tokens, weights, ids, mask) = (new float[cells * table.Width], new float[cells], new long[cells], new float[texts.Count * table.Width]);
        Array.Fill(mask, 1);
        if (dropout is not null)
            EmbeddingBag.DrawDropout(dropout, dropoutShare, mask);
        for (var text = 0; text < texts.Count; text++)
        {
            for (var t = 0; t < texts[text].Length; t++)
            {
                var cell = text * length + t;
                var id = texts[text][t];
                (ids[cell], weights[cell]) = (id, MathF.Exp(table.LogWeights[id]));
                TensorPrimitives.Multiply(table.Row(id), MaskOf(text), tokens.AsSpan(cell * table.Width, table.Width));
            }
        }

        return values =
        [
            OrtValue.CreateTensorValueFromMemory(tokens, [texts.Count, length, table.Width]),
            OrtValue.CreateTensorValueFromMemory(weights, [texts.Count, length, 1]),
            OrtValue.CreateTensorValueFromMemory(ids, [texts.Count, length]),
        ];
    }

    public void Backward(IReadOnlyList<int[]> texts, IReadOnlyList<OrtValue> gradients, TableGradient result)
    {
        var tokenGradient = gradients[0].GetTensorDataAsSpan<float>();
        var weightGradient = gradients[1].GetTensorDataAsSpan<float>();
        for (var text = 0; text < texts.Count; text++)
        {
            for (var t = 0; t < texts[text].Length; t++)
            {
                var cell = text * length + t;
                TensorPrimitives.Multiply(tokenGradient.Slice(cell * table.Width, table.Width), MaskOf(text), row);
                result.Add(texts[text][t], row, 1, weightGradient[cell] * weights[cell]);
            }
        }
    }

    public void Dispose()
    {
        foreach (var value in values)
            value.Dispose();
        values = [];
    }

    private ReadOnlySpan<float> MaskOf(int text) => mask.AsSpan(text * table.Width, table.Width);
}
