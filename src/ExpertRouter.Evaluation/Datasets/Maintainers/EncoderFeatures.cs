using System.Numerics.Tensors;
using ExpertRouter.Core.Ranking;
using ExpertRouter.Core.Retrieval.Sparse;

namespace ExpertRouter.Evaluation.Datasets.Maintainers;

/// <summary>
/// What the vectors of the documents say for each expert about a text: sums over the nearest documents, the mean of an expert's
/// documents, words and meaning of each document together, and the encoder's own opinion of the experts where it has one. Holds only
/// vectors, the encoder may go. Immutable and thread-safe.
/// </summary>
public sealed class EncoderFeatures
{
    private const int Near = 200;
    private const int NearTogether = 400;
    private const float VectorShare = .35f;
    private const float LeastLogProbability = -9;
    private readonly int _experts;
    private readonly int[][] _expertsOfDocument;
    private readonly float[][] _vectors;
    private readonly float[][] _meanOfExpert;

    /// <summary>Encodes documents.</summary>
    /// <param name="collection">The set.</param>
    /// <param name="documents">Positions of the documents that may be used.</param>
    /// <param name="encoder">Encodes them.</param>
    public EncoderFeatures(MaintainerCollection collection, IReadOnlyList<int> documents, IExpertEncoder encoder)
    {
        _experts = collection.Experts.Count;
        _expertsOfDocument = [.. documents.Select(document => collection.ExpertsOfDocument[document])];
        var encoded = encoder.Encode([.. documents.Select(document => PseudoQueries.TextOf(collection.Documents[document]))]);
        var width = encoded.FirstOrDefault(text => text is not null)?.Vector.Length ?? 0;
        _vectors = [.. encoded.Select(text => text?.Vector ?? new float[width])];
        _meanOfExpert = [.. Enumerable.Range(0, _experts).Select(_ => new float[width])];
        var documentsOfExpert = new float[_experts];
        for (var document = 0; document < _vectors.Length; document++)
            foreach (var expert in _expertsOfDocument[document])
            {
                TensorPrimitives.Add(_meanOfExpert[expert], _vectors[document], _meanOfExpert[expert]);
                documentsOfExpert[expert]++;
            }

        for (var expert = 0; expert < _experts; expert++)
            TensorPrimitives.Divide(_meanOfExpert[expert], Math.Max(1, documentsOfExpert[expert]), _meanOfExpert[expert]);
    }

    /// <summary>The encoder alone: the 200 nearest documents vote for their experts with exp(cos / .05).</summary>
    /// <param name="text">Null for a text without a vector: everybody gets 0.</param>
    public double[] Nearest(EncodedText? text) =>
        text is null ? new double[_experts] : Sum(TopItems.Select(Cosines(text), Near), Sharp);

    /// <summary>Adds one column per feature.</summary>
    /// <param name="table">Where to.</param>
    /// <param name="text">The query; null for one without a vector.</param>
    /// <param name="similarities">How the words of each document fit, 0 … 1.</param>
    public void AddTo(FeatureTable table, EncodedText? text, double[] similarities)
    {
        var cosines = text is null ? new double[_vectors.Length] : Cosines(text);
        var near = text is null ? [] : TopItems.Select(cosines, Near);
        table.AddLogShare("nearest vectors, sharp", Sum(near, Sharp), 1e-3);
        table.AddLogShare("nearest vectors, soft", Sum(near, cosine => Math.Exp(cosine / .1)), 1e-3);
        table.AddLogShare("nearest vectors, eighth powers", Sum(near, cosine => Math.Pow(Math.Max(0, cosine), 8)), 1e-4);
        var together = new double[cosines.Length];
        for (var document = 0; document < together.Length; document++)
            together[document] = Math.Max(0, similarities[document] + (VectorShare * cosines[document]));
        table.AddLogShare("words and vectors, fourth powers", Sum(TopItems.Select(together, NearTogether), score => score * score * score * score), 1e-3);
        table.Add("mean vector", Array.ConvertAll(_meanOfExpert, mean => text is null ? 0.0 : TensorPrimitives.Dot<float>(mean, text.Vector)));
        table.Add("expert softmax", text is { LogProbabilities.Length: > 0 }
            ? Array.ConvertAll(text.LogProbabilities, value => (double)Math.Max(LeastLogProbability, value))
            : new double[_experts]);
    }

    private static double Sharp(double cosine) => Math.Exp(cosine / .05);

    private double[] Cosines(EncodedText text) => Array.ConvertAll(_vectors, vector => (double)TensorPrimitives.Dot<float>(vector, text.Vector));

    private double[] Sum(IReadOnlyList<ScoredItem> hits, Func<double, double> value)
    {
        var sums = new double[_experts];
        foreach (var hit in hits)
            foreach (var expert in _expertsOfDocument[hit.Item])
                sums[expert] += value(hit.Score);
        return sums;
    }
}
