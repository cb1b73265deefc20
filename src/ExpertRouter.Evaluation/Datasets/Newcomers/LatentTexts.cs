using System.Numerics.Tensors;
using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Newcomers;

/// <summary>
/// Texts as short unit vectors: TF-IDF projected onto the leading right singular directions of a training collection (latent
/// semantic analysis, Deerwester et al. 1990), found by orthogonal iteration. A stand-in for an encoder that needs no model. Immutable and
/// thread-safe; deterministic by seed.
/// </summary>
internal sealed class LatentTexts
{
    private const int Iterations = 5;
    private const int RareWord = 3;
    private static readonly TfIdf Weighting = new() { MinimumDocuments = RareWord };

    private readonly Vocabulary _vocabulary = new(new WordTokenizer(WordShape.LettersAndDigits, 2, StopWords.English, stemPlurals: true));
    private readonly TermStatistics _statistics;
    private readonly float[][] _directions;
    private readonly int _dimension;

    /// <summary>Finds the directions of a collection.</summary>
    public LatentTexts(IReadOnlyList<string> texts, int dimension, int seed)
    {
        TermVector[] counts = [.. texts.Select(_vocabulary.Learn)];
        _statistics = new TermStatistics(counts, _vocabulary.Count);
        _dimension = Math.Min(dimension, _vocabulary.Count);
        var documents = Array.ConvertAll(counts, document => Weighting.Weigh(document, _statistics));
        var random = new Random(seed);
        _directions = new float[_vocabulary.Count][];
        for (var term = 0; term < _directions.Length; term++)
            _directions[term] = _statistics.DocumentFrequency(term) < RareWord
                ? []
                : [.. Enumerable.Range(0, _dimension).Select(_ => random.NextSingle() - .5f)];
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            Orthonormalise(passes: 1);
            var next = Array.ConvertAll(_directions, row => new float[row.Length]);
            foreach (var document in documents)
            {
                var latent = Project(document);
                for (var i = 0; i < document.Terms.Length; i++)
                    TensorPrimitives.MultiplyAdd(latent, document.Values[i], next[document.Terms[i]], next[document.Terms[i]]);
            }

            next.CopyTo(_directions, 0);
        }

        Orthonormalise(passes: 2);
    }

    /// <summary>The unit vector of a text; all 0 when it has no known word.</summary>
    public float[] Read(string text)
    {
        var vector = Project(Weighting.Weigh(_vocabulary.Read(text), _statistics));
        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0) TensorPrimitives.Divide(vector, length, vector);
        return vector;
    }

    private float[] Project(TermVector document)
    {
        var vector = new float[_dimension];
        for (var i = 0; i < document.Terms.Length; i++)
        {
            var direction = _directions[document.Terms[i]];
            if (direction.Length > 0) TensorPrimitives.MultiplyAdd(direction, document.Values[i], vector, vector);
        }

        return vector;
    }

    /// <summary>Gram-Schmidt over the columns by the Cholesky factor of the Gram matrix, so that rows are only read in order; a second pass makes it exact.</summary>
    private void Orthonormalise(int passes)
    {
        for (var pass = 0; pass < passes; pass++)
        {
            var gram = new double[_dimension, _dimension];
            var row64 = new double[_dimension];
            foreach (var row in _directions)
            {
                if (row.Length == 0) continue;
                for (var i = 0; i < _dimension; i++) row64[i] = row[i];
                for (var i = 0; i < _dimension; i++)
                    for (var j = 0; j <= i; j++) gram[i, j] += row64[i] * row64[j];
            }

            var factor = Cholesky(gram);
            foreach (var row in _directions)
            {
                if (row.Length == 0) continue;
                for (var i = 0; i < _dimension; i++)
                {
                    var value = (double)row[i];
                    for (var j = 0; j < i; j++) value -= factor[i, j] * row[j];
                    row[i] = (float)(value / factor[i, i]);
                }
            }
        }
    }

    private static double[,] Cholesky(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var factor = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++) sum -= factor[i, k] * factor[j, k];
                factor[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12 * matrix[i, i])) : sum / factor[j, j];
            }

        return factor;
    }
}
