using ExpertRouter.Encoder.Layers;

namespace ExpertRouter.Encoder.Tests.Layers;

public sealed class MergedExpertsLayerTests
{
    private static readonly MoeOptions Merged = new() { Kind = MoeKind.MergedExperts, Experts = 3, TopK = 2, Hidden = 4 };

    [Fact]
    public void Output_ExpertsThatDifferLinearly_EqualsTheMixture()
    {
        // With one inner matrix for all experts each expert is linear in gelu(W₁x), so averaging weights = averaging answers.
        const int width = 5;
        using var merged = new LayerBench(Merged, width);
        using var mixture = new LayerBench(Merged with { Kind = MoeKind.TopKRenormalised }, width);
        merged["router"].CopyTo(mixture["router"], 0);
        for (var expert = 0; expert < 3; expert++)
        {
            for (var i = 0; i < width; i++)
            {
                for (var h = 0; h < 4; h++)
                {
                    var shared = merged["experts.inner"][i * 4 + h];
                    merged["experts.inner"][expert * width * 4 + i * 4 + h] = shared;
                    mixture["experts.inner"][i * 12 + expert * 4 + h] = shared;
                    mixture["experts.outer"][(expert * 4 + h) * width + i] = merged["experts.outer"][expert * 4 * width + h * width + i];
                }
            }
        }

        var rows = LayerBench.RandomRows(10, width);
        var left = merged.Run(rows).Output;
        var right = mixture.Run(rows).Output;

        for (var row = 0; row < rows.Length; row++)
            for (var i = 0; i < width; i++)
                Assert.Equal(right[row][i], left[row][i], 1e-5);
    }

    [Fact]
    public void Output_ExpertsThatDifferInside_IsNotTheMixture()
    {
        using var merged = new LayerBench(Merged, 5);
        using var mixture = new LayerBench(Merged with { Kind = MoeKind.TopKRenormalised }, 5);
        merged["router"].CopyTo(mixture["router"], 0);
        var rows = LayerBench.RandomRows(1, 5);

        Assert.NotEqual(mixture.Run(rows).Output[0], merged.Run(rows).Output[0]);
    }
}
