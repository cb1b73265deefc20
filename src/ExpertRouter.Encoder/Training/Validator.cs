using System.Numerics.Tensors;

namespace ExpertRouter.Encoder.Training;

/// <summary>Measures the held-out pairs and documents. Ties count against the model.</summary>
internal sealed class Validator(TrainingCorpus corpus, TrainingEncoder encoder, IReadOnlyList<DenseParameter> parameters, int dimension)
{
    private const int Cutoff = 10;
    private const int FewestPairs = 40;

    public ValidationFigures Measure() => new(PairRecall(), ExpertHits());

    /// <summary>Mean over the sources of the share found; a source too small to say anything is left out.</summary>
    private double PairRecall()
    {
        var sources = corpus.ValidationPairs.GroupBy(pair => pair.Source, StringComparer.Ordinal).Select(source => source.ToArray()).ToArray();
        var kept = sources.Where(source => source.Length >= FewestPairs).DefaultIfEmpty([.. corpus.ValidationPairs]).ToArray();
        return kept.Average(Found);
    }

    private double Found(EncodedPair[] pairs)
    {
        if (pairs.Length == 0)
            return double.NaN;
        var anchors = encoder.Encode([.. pairs.Select(pair => pair.Anchor)]);
        var positives = encoder.Encode([.. pairs.Select(pair => pair.Positive)]);
        var found = 0;
        for (var i = 0; i < pairs.Length; i++)
        {
            var anchor = anchors.AsSpan(i * dimension, dimension);
            var own = TensorPrimitives.Dot(anchor, positives.AsSpan(i * dimension, dimension));
            var ahead = 0;
            for (var j = 0; j < pairs.Length; j++)
                if (j != i && TensorPrimitives.Dot(anchor, positives.AsSpan(j * dimension, dimension)) >= own)
                    ahead++;
            if (ahead < Cutoff)
                found++;
        }

        return (double)found / pairs.Length;
    }

    private double ExpertHits()
    {
        var documents = corpus.ValidationDocuments.Where(document => document.Experts.Length > 0).ToArray();
        var experts = parameters.SingleOrDefault(parameter => parameter.Name == "head.experts")?.Numbers;
        if (documents.Length == 0 || experts is null)
            return double.NaN;
        var bias = parameters.Single(parameter => parameter.Name == "head.experts.bias").Numbers;
        var scale = MathF.Exp(parameters.Single(parameter => parameter.Name == "head.scale.expert").Numbers[0]);
        var factors = new float[bias.Length];
        for (var expert = 0; expert < bias.Length; expert++)
            factors[expert] = scale / TensorPrimitives.Norm<float>(experts.AsSpan(expert * dimension, dimension));
        var vectors = encoder.Encode([.. documents.Select(document => document.Whole)]);
        var logits = new float[bias.Length];
        var hits = 0;
        for (var i = 0; i < documents.Length; i++)
        {
            var vector = vectors.AsSpan(i * dimension, dimension);
            for (var expert = 0; expert < bias.Length; expert++)
                logits[expert] = bias[expert] + factors[expert] * TensorPrimitives.Dot(vector, experts.AsSpan(expert * dimension, dimension));
            var best = documents[i].Experts.Max(expert => logits[expert]);
            if (logits.Count(logit => logit >= best) <= Cutoff)
                hits++;
        }

        return (double)hits / documents.Length;
    }
}
