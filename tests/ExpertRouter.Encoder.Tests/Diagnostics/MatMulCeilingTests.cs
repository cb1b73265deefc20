using ExpertRouter.Encoder.Diagnostics;
using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Tests.Serving;

namespace ExpertRouter.Encoder.Tests.Diagnostics;

public sealed class MatMulCeilingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ceiling-").FullName;

    [Fact]
    public void Measure_TinyModel_CountsItsMatrixProducts()
    {
        TinyMoe.Write(folder, TinyMoe.Architecture(MoeKind.SharedFineGrained));

        var speed = MatMulCeiling.Measure(folder, 5, 4, 1, 3, TimeProvider.System);

        // 1 shared and 4 routed experts of 3 units, width 8: inner 8·15, outer 15·8, router 8·4, projection 8·6, gates to units 5·15 and to biases 5·8: 435 numbers, two operations each
        Assert.Equal(870, speed.FlopsPerText);
        Assert.Equal(speed.TextsPerSecond / speed.MatMulTextsPerSecond, speed.Share);
        Assert.True(speed.TextsPerSecond > 0 && double.IsFinite(speed.MatMulTextsPerSecond));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
