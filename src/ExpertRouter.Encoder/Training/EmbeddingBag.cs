using System.Numerics.Tensors;
using ExpertRouter.Encoder.Layers;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// Weighted mean of a text's token rows, forward and backward, as <see cref="EncoderNetwork.Pool"/> computes it: z = Σ s_t e_t with
/// s_t = w_t / Σ w. Backward: ∂e_t = s_t ∂z, ∂ln w_t = s_t (e_t − z)·∂z. Optional dropout of components (kept ones are scaled up).
/// </summary>
internal sealed class EmbeddingBag(EmbeddingTable table)
{
    private float[] shares = [];

    /// <summary>Means of the texts, [texts, width]; every text has at least one id.</summary>
    public void Forward(IReadOnlyList<int[]> texts, Span<float> pooled)
    {
        for (var text = 0; text < texts.Count; text++)
        {
            var ids = texts[text];
            var mean = pooled.Slice(text * table.Width, table.Width);
            mean.Clear();
            var weights = Shares(ids);
            for (var t = 0; t < ids.Length; t++)
                TensorPrimitives.MultiplyAdd(table.Row(ids[t]), weights[t], mean, mean);
        }
    }

    /// <param name="pooled">what <see cref="Forward"/> returned, before dropout.</param>
    /// <param name="gradient">[texts, width], after the dropout's own backward step.</param>
    public void Backward(IReadOnlyList<int[]> texts, ReadOnlySpan<float> pooled, ReadOnlySpan<float> gradient, TableGradient result)
    {
        for (var text = 0; text < texts.Count; text++)
        {
            var ids = texts[text];
            var upstream = gradient.Slice(text * table.Width, table.Width);
            var level = TensorPrimitives.Dot(pooled.Slice(text * table.Width, table.Width), upstream);
            var weights = Shares(ids);
            for (var t = 0; t < ids.Length; t++)
                result.Add(ids[t], upstream, weights[t], weights[t] * (TensorPrimitives.Dot(table.Row(ids[t]), upstream) - level));
        }
    }

    /// <summary>0 with the given probability, else 1/(1 − probability); one number per component.</summary>
    public static void DrawDropout(SeededRandom random, float probability, Span<float> mask)
    {
        var kept = 1 / (1 - probability);
        for (var i = 0; i < mask.Length; i++)
            mask[i] = random.NextDouble() < probability ? 0 : kept;
    }

    private ReadOnlySpan<float> Shares(int[] ids)
    {
        if (shares.Length < ids.Length)
            shares = new float[ids.Length];
        var total = 0f;
        for (var t = 0; t < ids.Length; t++)
            total += shares[t] = MathF.Exp(table.LogWeights[ids[t]]);
        for (var t = 0; t < ids.Length; t++)
            shares[t] /= total;
        return shares.AsSpan(0, ids.Length);
    }
}
