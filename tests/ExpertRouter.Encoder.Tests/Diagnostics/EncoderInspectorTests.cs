using ExpertRouter.Encoder.Diagnostics;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Tests.Serving;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpertRouter.Encoder.Tests.Diagnostics;

public sealed class EncoderInspectorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("inspect").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private EncoderDiagnostics Inspect(EncoderArchitecture architecture, IReadOnlyDictionary<string, float[]>? parameters = null)
    {
        TinyMoe.Write(_folder, architecture, parameters);
        return new EncoderInspector(NullLogger<EncoderInspector>.Instance).Inspect(
            _folder, ["the printer does not print", "", "network cable update", "card 😀 driver", "unknownword"], TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Inspect_TopTwoOfFour_CountsWeightsAndChoices()
    {
        var diagnostics = Inspect(TinyMoe.Architecture(MoeKind.TopKRenormalised));

        Assert.Equal(4, diagnostics.Texts);
        // LayerNorm 2 · 8, router 8 · 4, four experts of 3 · (2 · 8 + 1) + 8 = 59, projection 8 · 6 + 6.
        Assert.Equal(16 + 32 + 4 * 59 + 54, diagnostics.OtherParameters);
        Assert.Equal(16 + 32 + 2 * 59 + 54, diagnostics.ActiveParameters);
        Assert.Equal(2, diagnostics.ActiveExperts);
        Assert.Equal(1, diagnostics.Experts.Sum(expert => expert.Share), 6);
        Assert.All(diagnostics.Experts, expert => Assert.Equal(59, expert.Parameters));
        Assert.InRange(diagnostics.LoadEntropy!.Value, 0.5, 1);
        Assert.InRange(diagnostics.GateNormCorrelation!.Value, -1, 1);
        Assert.Equal(TinyMoe.Experts, diagnostics.OutputSimilarity!.Count);
    }

    [Fact]
    public void Inspect_ExpertsWithTheSameAnswer_SaysTheyHaveNotSpecialised()
    {
        var bias = Enumerable.Range(0, TinyMoe.Experts * TinyMoe.Width).Select(i => i / TinyMoe.Width + 1f).ToArray();

        var diagnostics = Inspect(TinyMoe.Architecture(MoeKind.TopKRenormalised), new Dictionary<string, float[]>
        {
            ["experts.outer"] = new float[TinyMoe.Experts * TinyMoe.Hidden * TinyMoe.Width],
            ["experts.outer.bias"] = bias,
        });

        Assert.All(diagnostics.OutputSimilarity!.SelectMany(row => row), cosine => Assert.Equal(1, cosine, 5));
        Assert.Contains(diagnostics.Remarks, remark => remark.Contains("not specialised", StringComparison.Ordinal));
    }

    [Fact]
    public void Inspect_SharedExpert_IsTold()
    {
        var diagnostics = Inspect(TinyMoe.Architecture(MoeKind.SharedFineGrained));

        Assert.Equal([true, false, false, false, false], diagnostics.Experts.Select(expert => expert.IsShared));
        Assert.Equal(2, diagnostics.ActiveExperts);
    }

    [Fact]
    public void Inspect_ExpertsOfDifferentSize_HaveTheirOwnWeights()
    {
        var diagnostics = Inspect(TinyMoe.Architecture(MoeKind.Heterogeneous));

        Assert.Equal(1 * 17 + 8, diagnostics.Experts.Min(expert => expert.Parameters));
        Assert.Equal(3 * 17 + 8, diagnostics.Experts.Max(expert => expert.Parameters));
    }

    [Theory]
    [InlineData(MoeKind.TopKRenormalised, MoePlacement.Token)]
    [InlineData(MoeKind.TopP, MoePlacement.Pooled)]
    [InlineData(MoeKind.NullExperts, MoePlacement.Pooled)]
    [InlineData(MoeKind.SelfSelecting, MoePlacement.Pooled)]
    [InlineData(MoeKind.MergedExperts, MoePlacement.Pooled)]
    [InlineData(MoeKind.WordExperts, MoePlacement.Token)]
    [InlineData(MoeKind.Dense, MoePlacement.Pooled)]
    [InlineData(MoeKind.None, MoePlacement.Pooled)]
    public void Inspect_AnyServedKind_GivesFigures(MoeKind kind, MoePlacement placement)
    {
        var diagnostics = Inspect(TinyMoe.Architecture(kind, placement));

        Assert.Equal(4, diagnostics.Texts);
        Assert.InRange(diagnostics.ActiveParameters, 1, diagnostics.OtherParameters);
    }
}
