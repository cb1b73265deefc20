using System.Numerics.Tensors;
using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Format;
using ExpertRouter.Encoder.Graph.Ops;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Serving;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// The served model: input_ids and attention_mask, int64 [batch, tokens] → embedding, float [batch, dimension], pooled and of unit
/// length, and gates where the layer has them. The table lies in the file as 32-bit floats, 16-bit floats or scaled bytes.
/// </summary>
public static class ServingGraph
{
    public const string IdsInput = "input_ids";
    public const string MaskInput = "attention_mask";
    public const string EmbeddingOutput = "embedding";
    public const string GatesOutput = "gates";

    /// <param name="rows">[ids, width].</param>
    /// <param name="logWeights">[ids].</param>
    /// <param name="parameters">numbers by parameter name.</param>
    /// <param name="compression">[dimension, served dimension]: what the vectors are multiplied with; null leaves them as they are.</param>
    /// <exception cref="InvalidOperationException">the layer's results depend on the batch: such a model is not served.</exception>
    public static ServedGraph Write(
        EncoderArchitecture architecture, float[] rows, float[] logWeights, IReadOnlyDictionary<string, float[]> parameters, TableFormat format,
        float[]? compression = null)
    {
        if (!MoeLayers.Create(architecture.Layer).IsBatchInvariant)
            throw new InvalidOperationException(
                $"{architecture.Layer.Kind} is for training only: a text's vector would depend on the other texts of its batch, and reveal them. Train with another layer kind to serve");

        var graph = new GraphBuilder();
        var ids = graph.Input(IdsInput, OnnxType.I64, "batch", "tokens");
        var mask = graph.Input(MaskInput, OnnxType.I64, "batch", "tokens");
        var (tokens, scales, table, scaleTable) = Lookup(graph, ids, rows, logWeights.Length, architecture.Width, format);
        var tokenWeights = graph.Constant([.. logWeights.Select(weight => MathF.Exp(weight))], logWeights.Length, 1);
        var weights = graph.Times(graph.Gather(tokenWeights, ids), graph.Cast(graph.Unsqueeze(mask, -1), OnnxType.F32));
        var network = new EncoderNetwork(graph, architecture, 0);
        var pooled = architecture.Placement == MoePlacement.Pooled ? network.Pool(tokens, weights, scales) : null;
        var output = pooled is not null
            ? network.FromPooled(pooled)
            : network.FromTokens(scales is null ? tokens : graph.Times(tokens, scales), weights, ids);
        var embedding = compression is null
            ? output.Embedding
            : graph.L2Normalize(graph.MatMul(output.Embedding, graph.Constant(compression, architecture.Dimension, architecture.ServedDimension)));
        var outputs = new List<(string, Value)> { (EmbeddingOutput, embedding) };
        if (output.Gates is { } gates)
            outputs.Add((GatesOutput, gates));
        var cut = pooled is null
            ? null
            : new PooledCut { Rows = table.Name, RowScales = scaleTable?.Name, TokenWeights = tokenWeights.Name, Pooled = pooled.Name };
        return new ServedGraph(OnnxModelWriter.Write(graph, outputs, ParameterPlacement.Stored, parameters), cut);
    }

    /// <returns>rows [batch, tokens, width], and per token what they are to be multiplied with, [batch, tokens, 1], null for 1; the stored table and its scales.</returns>
    private static (Value Rows, Value? Scales, Value Table, Value? ScaleTable) Lookup(GraphBuilder graph, Value ids, float[] rows, int count, int width, TableFormat format)
    {
        if (format == TableFormat.Full)
        {
            var full = graph.Constant(rows, count, width);
            return (graph.Gather(full, ids), null, full, null);
        }
        if (format == TableFormat.Half)
        {
            var half = graph.Constant([.. rows.Select(number => (Half)number)], count, width);
            return (graph.Cast(graph.Gather(half, ids), OnnxType.F32), null, half, null);
        }

        var bytes = new sbyte[rows.Length];
        var scales = new float[count];
        for (var row = 0; row < count; row++)
        {
            var numbers = rows.AsSpan(row * width, width);
            scales[row] = MathF.Abs(TensorPrimitives.MaxMagnitude<float>(numbers)) / 127;
            for (var i = 0; i < width && scales[row] > 0; i++)
                bytes[row * width + i] = (sbyte)MathF.Round(numbers[i] / scales[row]);
        }

        var table = graph.Constant(bytes, count, width);
        var tokens = graph.Cast(graph.Gather(table, ids), OnnxType.F32);
        var scaleTable = graph.Constant(scales, count, 1);
        return (tokens, graph.Gather(scaleTable, ids), table, scaleTable);
    }
}
