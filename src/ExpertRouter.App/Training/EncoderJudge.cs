using System.Numerics.Tensors;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.App.Training;

/// <summary>
/// Measures an encoder on held-out text: where among all held-out texts an anchor's own one stands, and where among the experts, voted for by the 200
/// nearest documents with exp(cos / .05), a held-out document's own ones stand. Reciprocal ranks; ties count against the encoder.
/// </summary>
public static class EncoderJudge
{
    private const int MostJudged = 2_000;
    private const int MostSearched = 20_000;
    private const int Near = 200;
    private const double Temperature = .05;

    /// <summary>Measures.</summary>
    public static async Task<EncoderJudgement> JudgeAsync(TextEncoder encoder, EncoderCorpus corpus, CancellationToken cancellationToken) =>
        new(await PairsAsync(encoder, corpus, cancellationToken), await ExpertsAsync(encoder, corpus, cancellationToken));

    private static async Task<IReadOnlyList<double>> PairsAsync(TextEncoder encoder, EncoderCorpus corpus, CancellationToken cancellationToken)
    {
        TrainingPair[] pairs = [.. corpus.HeldOutPairs.Take(MostJudged)];
        var anchors = await EncodeAsync(encoder, pairs.Select(pair => pair.Anchor), EncoderRole.Query, cancellationToken);
        var positives = await EncodeAsync(encoder, pairs.Select(pair => pair.Positive), EncoderRole.Passage, cancellationToken);
        return [.. pairs.Select((_, i) =>
        {
            var own = TensorPrimitives.Dot<float>(anchors[i], positives[i]);
            return 1.0 / (1 + Enumerable.Range(0, pairs.Length).Count(j => j != i && TensorPrimitives.Dot<float>(anchors[i], positives[j]) >= own));
        })];
    }

    private static async Task<IReadOnlyList<double>> ExpertsAsync(TextEncoder encoder, EncoderCorpus corpus, CancellationToken cancellationToken)
    {
        TrainingDocument[] searched = [.. corpus.Documents.Where(document => document.Experts.Count > 0).TakeLast(MostSearched)];
        var known = searched.SelectMany(document => document.Experts).ToHashSet(StringComparer.Ordinal);
        TrainingDocument[] judged = [.. corpus.HeldOutDocuments.Where(document => document.Experts.Any(known.Contains)).Take(MostJudged)];
        var passages = await EncodeAsync(encoder, searched.Select(Text), EncoderRole.Passage, cancellationToken);
        var queries = await EncodeAsync(encoder, judged.Select(Text), EncoderRole.Query, cancellationToken);
        return [.. judged.Select((document, i) =>
        {
            var votes = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var (cosine, number) in passages
                .Select((passage, number) => (Cosine: TensorPrimitives.Dot<float>(passage, queries[i]), number))
                .OrderByDescending(hit => hit.Cosine).ThenBy(hit => hit.number).Take(Near))
                foreach (var expert in searched[number].Experts)
                    votes[expert] = votes.GetValueOrDefault(expert) + Math.Exp(cosine / Temperature);
            var own = document.Experts.Max(expert => votes.GetValueOrDefault(expert));
            return own > 0 ? 1.0 / (1 + votes.Count(vote => vote.Value >= own && !document.Experts.Contains(vote.Key))) : 0;
        })];
    }

    private static async Task<IReadOnlyList<float[]>> EncodeAsync(TextEncoder encoder, IEnumerable<string> texts, EncoderRole role, CancellationToken cancellationToken)
    {
        var encoded = await encoder.EncodeAsync([.. texts], role, cancellationToken);
        return [.. encoded.Vectors.Select(vector => vector ?? new float[encoder.Manifest.Dimension])];
    }

    private static string Text(TrainingDocument document) => $"{document.Title}. {document.Body}";
}
