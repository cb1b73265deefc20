using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>
/// The one forward definition, from token vectors to unit vectors; training and serving build the same nodes from it. Pooled:
/// weighted mean → LayerNorm → z + MoE(z) → linear → unit length. Token: LayerNorm → optional attention → t + MoE(t) → weighted mean →
/// linear → unit length. With an anchor (<see cref="EncoderArchitecture.AnchorWidth"/>) the first components of the weighted mean follow beside that,
/// unit length too: √(1 − share) · layers, √share · anchor. Token weights are positive for real tokens and 0 for padding, so padding changes nothing.
/// </summary>
public sealed class EncoderNetwork(GraphBuilder graph, EncoderArchitecture architecture, ulong seed)
{
    private readonly WeightInitializer weights = new(graph, seed);

    /// <summary>Σ w_t s_t x_t / Σ w_t per text: [batch, tokens, width] and [batch, tokens, 1] to [batch, width].</summary>
    /// <param name="scales">s_t, where rows are stored as scaled bytes: cheaper here than on every number of every row; null for 1.</param>
    public Value Pool(Value tokens, Value tokenWeights, Value? scales = null)
    {
        var share = graph.DividedBy(tokenWeights, graph.Sum(tokenWeights, true, 1));
        share = graph.TransposeMatrix(scales is null ? share : graph.Times(share, scales));
        return graph.Sum(graph.MatMul(share, tokens), false, 1);
    }

    /// <param name="pooled">[batch, width].</param>
    public EncoderOutput FromPooled(Value pooled)
    {
        architecture.Validate();
        var z = Normalised(pooled, "norm");
        var layer = MoeLayers.Create(architecture.Layer).Build(graph, weights, new MoeInput(z));
        var learned = Project(graph.Plus(z, layer.Output));
        return new EncoderOutput(Anchored(learned, pooled), learned, layer.Gates, Load(layer.Gates, null), layer.AuxiliaryLoss);
    }

    /// <param name="tokens">[batch, tokens, width].</param>
    /// <param name="tokenWeights">[batch, tokens, 1].</param>
    /// <param name="ids">[batch, tokens], for word experts.</param>
    public EncoderOutput FromTokens(Value tokens, Value tokenWeights, Value ids)
    {
        architecture.Validate();
        var real = graph.Cast(graph.IsGreater(tokenWeights, graph.Scalar(0)), OnnxType.F32);
        var x = Normalised(tokens, "norm");
        if (architecture.AttentionHeads > 0)
            x = graph.Plus(x, new AttentionBlock(graph, weights, architecture.Width, architecture.AttentionHeads).Apply(Normalised(x, "attention.norm"), real));

        var width = x.Shape[-1];
        Dim rows = "rows";
        var flat = graph.Reshape(x, rows, width);
        var rowWeight = graph.Reshape(real, rows, 1);
        var layer = MoeLayers.Create(architecture.Layer).Build(graph, weights, new MoeInput(flat, rowWeight, graph.Reshape(ids, rows)));
        var transformed = graph.ReshapeTo(graph.Plus(flat, layer.Output), graph.ShapeOf(x), x.Shape);
        var learned = Project(Pool(transformed, tokenWeights));
        var embedding = architecture.AnchorWidth == 0 ? learned : Anchored(learned, Pool(tokens, tokenWeights));
        return new EncoderOutput(embedding, learned, layer.Gates, Load(layer.Gates, rowWeight), layer.AuxiliaryLoss);
    }

    private Value? Load(Value? gates, Value? rowWeight)
    {
        if (gates is null)
            return null;
        var chosen = graph.Cast(graph.IsGreater(gates, graph.Scalar(0)), OnnxType.F32);
        return graph.Times(Routing.Load(graph, chosen, rowWeight), 1f / gates.Shape[-1].Size);
    }

    private Value Normalised(Value x, string name) =>
        graph.LayerNorm(x, weights.Filled($"{name}.scale", new(architecture.Width), 1), weights.Filled($"{name}.shift", new(architecture.Width), 0));

    private Value Project(Value z)
    {
        var size = architecture.Dimension - architecture.AnchorWidth;
        var projection = weights.Normal("projection", new(architecture.Width, size), 1 / Math.Sqrt(architecture.Width));
        return graph.L2Normalize(graph.Plus(graph.MatMul(z, projection), weights.Filled("projection.bias", new(size), 0)));
    }

    /// <param name="mean">the weighted mean of the rows.</param>
    private Value Anchored(Value learned, Value mean)
    {
        if (architecture.AnchorWidth == 0)
            return learned;
        var anchor = graph.L2Normalize(graph.Slice(mean, -1, 0, architecture.AnchorWidth));
        return graph.L2Normalize(graph.Concat(
            -1, graph.Times(learned, MathF.Sqrt(1 - architecture.AnchorShare)), graph.Times(anchor, MathF.Sqrt(architecture.AnchorShare))));
    }
}
