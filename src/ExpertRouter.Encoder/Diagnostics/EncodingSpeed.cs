namespace ExpertRouter.Encoder.Diagnostics;

/// <summary>How fast a model runs beside plain matrix products of the same cost, both in their fastest batch.</summary>
/// <param name="TextsPerSecond">token ids in, vectors out; tokenising not included.</param>
/// <param name="MatMulTextsPerSecond">what ONNX Runtime's MatMul alone would reach at <paramref name="FlopsPerText"/>.</param>
/// <param name="FlopsPerText">floating-point operations of the model's matrix products for one text.</param>
public sealed record EncodingSpeed(double TextsPerSecond, double MatMulTextsPerSecond, double FlopsPerText)
{
    /// <summary>Share of the speed of the bare products: 1 would mean that look-up, pooling, routing and all else cost nothing.</summary>
    public double Share => TextsPerSecond / MatMulTextsPerSecond;
}
