using ExpertRouter.Encoder.Graph;
using ExpertRouter.Encoder.Graph.Ops;

namespace ExpertRouter.Encoder.Layers;

/// <summary>
/// Two-layer GELU experts, evaluated together: y = Σ_i g_i · (W₂ᵢ gelu(W₁ᵢ x + b₁ᵢ) + b₂ᵢ). All experts lie side by side in two matrices
/// and unchosen ones are multiplied by 0, so no row is ever dropped and no row sees another.
/// </summary>
internal sealed class ExpertBank
{
    private readonly GraphBuilder graph;
    private readonly IReadOnlyList<int> sizes;
    private readonly Value inner;
    private readonly Value innerBias;
    private readonly Value outer;
    private readonly Value outerBias;

    public ExpertBank(GraphBuilder graph, WeightInitializer weights, Dim width, IReadOnlyList<int> sizes)
    {
        this.graph = graph;
        this.sizes = sizes;
        var total = sizes.Sum();
        inner = weights.Normal("experts.inner", new(width, total), 1 / Math.Sqrt(width.Size));
        innerBias = weights.Filled("experts.inner.bias", new(total), 0);
        outer = weights.Normal("experts.outer", new(total, width), .5 / Math.Sqrt(sizes.Max()));
        outerBias = weights.Filled("experts.outer.bias", new(sizes.Count, width), 0);
    }

    /// <param name="gates">[rows, experts].</param>
    public Value Apply(Value x, Value gates)
    {
        var hidden = graph.Gelu(graph.Plus(graph.MatMul(x, inner), innerBias));
        var gated = graph.Times(hidden, graph.MatMul(gates, graph.Constant(Membership(), sizes.Count, sizes.Sum())));
        return graph.Plus(graph.MatMul(gated, outer), graph.MatMul(gates, outerBias));
    }

    /// <summary>[experts, hidden units]: 1 where the unit belongs to the expert.</summary>
    private float[] Membership()
    {
        var total = sizes.Sum();
        var membership = new float[sizes.Count * total];
        var start = 0;
        for (var expert = 0; expert < sizes.Count; expert++)
        {
            Array.Fill(membership, 1, expert * total + start, sizes[expert]);
            start += sizes[expert];
        }

        return membership;
    }
}
