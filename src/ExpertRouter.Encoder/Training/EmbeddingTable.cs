using ExpertRouter.Encoder.Layers;
using ExpertRouter.Encoder.Tokenization;

namespace ExpertRouter.Encoder.Training;

/// <summary>
/// One row per token id and the logarithm of its weight in the mean, with their Adam moments. Rows start as N(0, .5), known words
/// with a multiple of their word vector in the first components; log weights start at ln idf.
/// </summary>
internal sealed class EmbeddingTable
{
    private const double Deviation = .5;

    public EmbeddingTable(int rowCount, int width)
    {
        (RowCount, Width) = (rowCount, width);
        Rows = new float[rowCount * width];
        FirstMoments = new float[rowCount * width];
        SecondMoments = new float[rowCount * width];
        LogWeights = new float[rowCount];
        WeightFirstMoments = new float[rowCount];
        WeightSecondMoments = new float[rowCount];
    }

    public int RowCount { get; }

    public int Width { get; }

    public float[] Rows { get; }

    public float[] FirstMoments { get; }

    public float[] SecondMoments { get; }

    public float[] LogWeights { get; }

    public float[] WeightFirstMoments { get; }

    public float[] WeightSecondMoments { get; }

    /// <summary>All arrays, in the order in which a checkpoint stores them.</summary>
    public IReadOnlyList<float[]> State => [Rows, FirstMoments, SecondMoments, LogWeights, WeightFirstMoments, WeightSecondMoments];

    public Span<float> Row(int id) => Rows.AsSpan(id * Width, Width);

    /// <param name="whitened">what the first components of the rows are, in place of the word vectors; null for those.</param>
    /// <param name="anchorWidth">how many of them are 0 where a word has no vector.</param>
    /// <param name="unknownScale">what the others are multiplied with there.</param>
    public static EmbeddingTable Create(
        WordVocabulary vocabulary, int width, WordVectors? vectors, float wordVectorScale, ulong seed, WhitenedRows? whitened = null, int anchorWidth = 0, float unknownScale = 1)
    {
        var table = new EmbeddingTable(vocabulary.IdCount, width);
        new SeededRandom(seed ^ 0x7AB1E).FillNormal(table.Rows, Deviation);
        table.Row(0).Clear();
        for (var id = 1; id < table.RowCount; id++)
        {
            table.LogWeights[id] = (float)Math.Log(vocabulary.InverseDocumentFrequency(id));
            if (whitened is not null)
                whitened.CopyTo(id, table.Row(id), anchorWidth, unknownScale);
            else if (vectors is not null && vocabulary.WordOf(id) is { } word)
                vectors.CopyTo(word, table.Row(id), wordVectorScale);
        }

        return table;
    }
}
