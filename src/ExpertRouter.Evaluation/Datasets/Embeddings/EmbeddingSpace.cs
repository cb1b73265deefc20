using System.Numerics.Tensors;

namespace ExpertRouter.Evaluation.Datasets.Embeddings;

/// <summary>
/// Documents and queries as vectors of length 1, so that inner products are cosines; a text without a vector is all zeros and like nothing.
/// Immutable and thread-safe.
/// </summary>
public sealed class EmbeddingSpace
{
    private EmbeddingSpace(string name, float[][] documents, float[][] queries)
    {
        Name = name;
        Documents = documents;
        Queries = queries;
    }

    /// <summary>The embedder and how it read the texts.</summary>
    public string Name { get; }

    /// <summary>One vector per document.</summary>
    public IReadOnlyList<float[]> Documents { get; }

    /// <summary>One vector per query.</summary>
    public IReadOnlyList<float[]> Queries { get; }

    /// <summary>Vectors at hand, scaled to length 1; null for a text without one.</summary>
    public static EmbeddingSpace Of(string name, IReadOnlyList<float[]?> documents, IReadOnlyList<float[]?> queries) => new(name, Unit(documents), Unit(queries));

    /// <summary>Encodes each text as a whole.</summary>
    public static async Task<EmbeddingSpace> WholeAsync(
        TextEmbedder embedder, IReadOnlyList<string> documents, IReadOnlyList<string> queries, CancellationToken cancellationToken) => Of(
            embedder.Name,
            await embedder.Encode(documents, TextRole.Document, cancellationToken),
            await embedder.Encode(queries, TextRole.Query, cancellationToken));

    /// <summary>Encodes each text as the mean of its sentences' vectors: long texts are not cut off, short ones stay as they are.</summary>
    public static async Task<EmbeddingSpace> BySentenceAsync(
        TextEmbedder embedder, IReadOnlyList<string> documents, IReadOnlyList<string> queries, CancellationToken cancellationToken) => new(
            $"{embedder.Name}, by sentence",
            await BySentenceAsync(embedder, documents, TextRole.Document, cancellationToken),
            await BySentenceAsync(embedder, queries, TextRole.Query, cancellationToken));

    /// <summary>
    /// The same vectors less the mean of the documents, which is what all of them have in common. Queries get no part in the mean: it is
    /// known before anybody asks.
    /// </summary>
    public EmbeddingSpace Centred()
    {
        var width = Documents.Concat(Queries).Select(vector => vector.Length).DefaultIfEmpty().Max();
        var mean = new float[width];
        foreach (var vector in Documents)
            TensorPrimitives.Add(mean, vector, mean);
        TensorPrimitives.Divide(mean, Math.Max(1, Documents.Count), mean);
        return new EmbeddingSpace($"{Name}, centred", Shifted(Documents, mean), Shifted(Queries, mean));
    }

    /// <summary>The same vectors under the <see cref="Whitening"/> of the documents.</summary>
    public EmbeddingSpace Whitened(double shrinkage)
    {
        var whitening = new Whitening([.. Documents.Where(HasVector)], shrinkage);
        return new EmbeddingSpace($"{Name}, whitened", Mapped(Documents, whitening), Mapped(Queries, whitening));
    }

    /// <summary>Cosine of every document with a vector.</summary>
    public double[] Cosines(float[] vector)
    {
        var cosines = new double[Documents.Count];
        for (var i = 0; i < cosines.Length; i++) cosines[i] = TensorPrimitives.Dot<float>(vector, Documents[i]);
        return cosines;
    }

    private static async Task<float[][]> BySentenceAsync(
        TextEmbedder embedder, IReadOnlyList<string> texts, TextRole role, CancellationToken cancellationToken)
    {
        var sentences = texts.Select(Sentences.Of).ToArray();
        var encoded = Unit(await embedder.Encode([.. sentences.SelectMany(own => own)], role, cancellationToken));
        var width = encoded.Select(vector => vector.Length).FirstOrDefault();
        var means = new float[texts.Count][];
        for (int text = 0, next = 0; text < means.Length; text++)
        {
            means[text] = new float[width];
            for (var i = 0; i < sentences[text].Count; i++) TensorPrimitives.Add(means[text], encoded[next++], means[text]);
            Normalise(means[text]);
        }

        return means;
    }

    private static float[][] Unit(IReadOnlyList<float[]?> vectors)
    {
        var width = vectors.Select(vector => vector?.Length ?? 0).DefaultIfEmpty().Max();
        return [.. vectors.Select(vector =>
        {
            var unit = vector is null ? new float[width] : (float[])vector.Clone();
            Normalise(unit);
            return unit;
        })];
    }

    private static float[][] Shifted(IReadOnlyList<float[]> vectors, float[] mean) => [.. vectors.Select(vector =>
    {
        var shifted = new float[vector.Length];
        if (!HasVector(vector)) return shifted;
        TensorPrimitives.Subtract(vector, mean, shifted);
        Normalise(shifted);
        return shifted;
    })];

    private static float[][] Mapped(IReadOnlyList<float[]> vectors, Whitening whitening) => [.. vectors.AsParallel().AsOrdered().Select(vector =>
    {
        if (!HasVector(vector)) return vector;
        var mapped = whitening.Apply(vector);
        Normalise(mapped);
        return mapped;
    })];

    private static bool HasVector(float[] vector) => TensorPrimitives.Norm<float>(vector) > 0;

    private static void Normalise(float[] vector)
    {
        var norm = TensorPrimitives.Norm<float>(vector);
        if (norm > 0) TensorPrimitives.Divide(vector, norm, vector);
    }
}
