namespace ExpertRouter.Encoder.Training;

/// <summary>The matrix from trained to served vectors (<see cref="Layers.EncoderArchitecture.ServedDimension"/>).</summary>
internal static class Compression
{
    /// <summary>The directions in which the vectors have the largest mean square, as columns: of all matrices of this shape it keeps their inner products best (Eckart and Young 1936).</summary>
    /// <param name="from">components of a vector.</param>
    /// <param name="to">components to keep.</param>
    /// <param name="vectors">[vectors, <paramref name="from"/>].</param>
    /// <returns>[<paramref name="from"/>, <paramref name="to"/>].</returns>
    public static float[] Create(int from, int to, ReadOnlySpan<float> vectors)
    {
        var directions = new PrincipalDirections(from);
        for (var start = 0; start < vectors.Length; start += from)
            directions.Add(vectors.Slice(start, from));
        var kept = directions.Largest(to, centred: false);
        var matrix = new float[from * to];
        for (var i = 0; i < from; i++)
            for (var j = 0; j < to; j++)
                matrix[i * to + j] = kept[j].Direction[i];
        return matrix;
    }
}
