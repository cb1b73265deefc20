using System.Globalization;
using ExpertRouter.Encoder.Diagnostics;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Tokenization;
using ExpertRouter.Encoder.Training;
using ExpertRouter.Evaluation.Datasets;
using ExpertRouter.Evaluation.Datasets.Embeddings;
using ExpertRouter.Evaluation.Experiments;
using Microsoft.Extensions.Logging;

namespace ExpertRouter.App.Evaluating.Encoders;

/// <summary>
/// <c>encoder compare</c>: trains the same recipe with every kind of layer over several seeds and measures each on the pairs that training leaves out. The kinds
/// are sized so that about as many hidden units take part in a text as in the dense twin (<see cref="LayerVariant"/>). Means over the seeds, with the standard
/// deviation where there are two or more.
/// </summary>
public sealed class LayerComparison(ILogger<TextEncoder> serving, ILogger<EncoderInspector> inspecting, TimeProvider time)
{
    /// <summary>The command's name in reports.</summary>
    public const string Command = "encoder compare";

    /// <summary>A word in fewer training texts than this is rare.</summary>
    public const int RareBelow = 20;

    private const int InspectedTexts = 200;
    private const int TimedTexts = 2000;

    /// <summary>Trains and measures.</summary>
    /// <param name="recipe">Everything but the layer and the seed.</param>
    /// <param name="folder">Where models are trained; a finished one is not trained again.</param>
    /// <param name="log">Takes a line per model.</param>
    public async Task<EvaluationReport> RunAsync(
        EncoderTrainingOptions recipe, IReadOnlyList<LayerVariant> variants, int seeds, string folder, Action<string> log, CancellationToken cancellationToken)
    {
        var models = new VariantModels(folder, serving, time);
        var pairs = VariantModels.HeldOut(recipe);
        var figures = variants.ToDictionary(variant => variant, _ => new List<Dictionary<string, double>>());
        for (var seed = 1; seed <= seeds; seed++)
            foreach (var variant in variants)
            {
                var model = await models.TrainAsync(variant, recipe, seed, suffix: "", cancellationToken);
                var measured = await MeasureAsync(models, model, pairs, recipe.Threads, cancellationToken);
                figures[variant].Add(measured);
                log($"{variant.Name}, seed {seed}: {string.Join(", ", measured.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Key} {figure.Value:0.###}")))}");
            }

        return new EvaluationReport(Command, [.. variants.Select(variant => VariantModels.Row("layer kinds", variant.Name, figures[variant], pairs.Count))]);
    }

    private async Task<Dictionary<string, double>> MeasureAsync(VariantModels models, string model, IReadOnlyList<EmbeddedPair> pairs, int threads, CancellationToken cancellationToken)
    {
        using var encoder = models.Open(model, threads);
        var embedder = VariantModels.Embedder(encoder);
        var vocabulary = WordVocabulary.Load(Path.Combine(model, encoder.Manifest.Tokenizer.File));
        var found = await PairEmbeddings.FoundAsync(pairs, embedder, cancellationToken);
        bool[] rare = [.. pairs.Select(pair => HasRareWord(vocabulary, pair))];
        var demo = DemoPairs.Read();
        string[] texts = [.. pairs.Take(TimedTexts).Select(pair => pair.Positive)];
        var start = time.GetTimestamp();
        await encoder.EncodeAsync(texts, EncoderRole.Passage, cancellationToken);
        var seconds = time.GetElapsedTime(start).TotalSeconds;
        var diagnostics = new EncoderInspector(inspecting).Inspect(model, pairs.Take(InspectedTexts).Select(pair => pair.Positive), cancellationToken);
        return new Dictionary<string, double>
        {
            ["R@10"] = VariantModels.Recall(pairs, found).Values.Average(),
            ["R@10 rare words"] = Enumerable.Range(0, pairs.Count).Where(i => rare[i]).Average(i => found[i] <= 10 ? 1.0 : 0),
            ["demo MRR"] = (await PairEmbeddings.FoundAsync(demo, embedder, cancellationToken)).Average(rank => 1.0 / rank),
            ["active parameters"] = diagnostics.ActiveParameters,
            ["parameters"] = diagnostics.OtherParameters,
            ["texts/s"] = texts.Length / seconds,
        };
    }

    /// <summary>Whether anchor and positive share a word that few training texts have.</summary>
    private static bool HasRareWord(WordVocabulary vocabulary, EmbeddedPair pair)
    {
        var tokenizer = new WordTokenizer(vocabulary);
        var limit = Math.Log((double)vocabulary.Documents / RareBelow);
        return tokenizer.Encode(pair.Anchor, int.MaxValue).Intersect(tokenizer.Encode(pair.Positive, int.MaxValue))
            .Any(id => vocabulary.InverseDocumentFrequency(id, 0) > limit);
    }
}
