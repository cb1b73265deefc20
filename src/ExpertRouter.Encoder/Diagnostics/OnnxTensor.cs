namespace ExpertRouter.Encoder.Diagnostics;

/// <summary>A tensor stored in a model.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Dimensions">Shape.</param>
/// <param name="Numbers">Row-major; empty when it is neither of 32- or 16-bit floats nor of signed bytes.</param>
internal sealed record OnnxTensor(string Name, IReadOnlyList<long> Dimensions, float[] Numbers)
{
    /// <summary>Number of elements.</summary>
    public long Count => Dimensions.Aggregate(1L, (product, size) => product * size);

    /// <summary>Whether it has this shape.</summary>
    public bool IsOf(params long[] dimensions) => Dimensions.SequenceEqual(dimensions);
}
