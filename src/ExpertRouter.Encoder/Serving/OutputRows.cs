using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Serving;

/// <summary>Takes vectors out of a model's output.</summary>
internal static class OutputRows
{
    /// <summary>Copies an output [texts, dimension].</summary>
    /// <exception cref="ModelLoadException">The output has another shape.</exception>
    public static void Copy(ModelManifest manifest, OrtValue output, ReadOnlySpan<float[]> vectors)
    {
        CheckShape(manifest, output, vectors.Length, manifest.Dimension);
        var values = output.GetTensorDataAsSpan<float>();
        for (var row = 0; row < vectors.Length; row++)
            values.Slice(row * manifest.Dimension, manifest.Dimension).CopyTo(vectors[row]);
    }

    /// <exception cref="ModelLoadException">The output has another shape.</exception>
    public static void CheckShape(ModelManifest manifest, OrtValue output, params ReadOnlySpan<long> expected)
    {
        var shape = output.GetTensorTypeAndShape().Shape;
        if (!expected.SequenceEqual(shape))
            throw new ModelLoadException(
                $"{manifest.Model}: output {manifest.Output} has the shape [{string.Join(", ", shape)}] where the manifest (dimension {manifest.Dimension}, pooling {manifest.Pooling}) promises [{string.Join(", ", expected.ToArray())}]");
    }
}
