using System.Globalization;
using ExpertRouter.Encoder.Serving;
using ExpertRouter.Encoder.Training;
using ExpertRouter.Evaluation.Datasets;
using ExpertRouter.Evaluation.Datasets.Embeddings;
using ExpertRouter.Evaluation.Experiments;
using Microsoft.Extensions.Logging;

namespace ExpertRouter.App.Evaluating.Encoders;

/// <summary>Models of one recipe with different layers and seeds in one folder, and what comparisons of them share. Not thread-safe.</summary>
/// <param name="folder">Where models are trained; a finished one is not trained again.</param>
/// <param name="serving">Log of the encoders.</param>
/// <param name="time">Clock of the training.</param>
internal sealed class VariantModels(string folder, ILogger<TextEncoder> serving, TimeProvider time)
{
    /// <summary>The recipe's pairs that training leaves out.</summary>
    public static IReadOnlyList<EmbeddedPair> HeldOut(EncoderTrainingOptions recipe) =>
    [
        .. recipe.PairFiles
            .SelectMany(JsonLines.Read<EmbeddedPair>)
            .Where(pair => recipe.Sources.Count == 0 || recipe.Sources.Contains(pair.Source))
            .Where(pair => HeldOutPairs.Contains(pair.Anchor, recipe.ValidationShare)),
    ];

    /// <summary>Recall@10 of every source that has enough pairs.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="found">Per pair the rank of its positive.</param>
    public static IReadOnlyDictionary<string, double> Recall(IReadOnlyList<EmbeddedPair> pairs, IReadOnlyList<int> found) =>
        pairs.Select((pair, i) => (pair.Source, Found: found[i] <= 10)).GroupBy(pair => pair.Source)
            .Where(source => source.Count() >= PairEmbeddings.FewestPairs)
            .ToDictionary(source => source.Key, source => source.Average(pair => pair.Found ? 1.0 : 0));

    /// <summary>How comparisons read an encoder.</summary>
    public static TextEmbedder Embedder(TextEncoder encoder) => new("model", async (texts, role, token) =>
        (await encoder.EncodeAsync(texts, role == TextRole.Query ? EncoderRole.Query : EncoderRole.Passage, token)).Vectors);

    /// <summary>Means over the seeds, with the standard deviation of what is below 2 where there are several.</summary>
    public static EvaluationRow Row(string dataset, string system, List<Dictionary<string, double>> seeds, int pairs)
    {
        var metrics = new Dictionary<string, double>();
        foreach (var metric in seeds[0].Keys)
        {
            var mean = seeds.Average(seed => seed[metric]);
            metrics[metric] = mean < 2 ? mean : Math.Round(mean);
            if (seeds.Count > 1 && mean < 2)
                metrics[$"{metric} ±"] = Math.Sqrt(seeds.Sum(seed => (seed[metric] - mean) * (seed[metric] - mean)) / (seeds.Count - 1));
        }

        return new EvaluationRow { Dataset = dataset, System = system, Queries = pairs, Metrics = metrics };
    }

    /// <summary>Trains a model unless it is there.</summary>
    /// <returns>Its folder.</returns>
    public async Task<string> TrainAsync(LayerVariant variant, EncoderTrainingOptions recipe, int seed, string suffix, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{variant.Name.Replace(",", "", StringComparison.Ordinal).Replace(' ', '-')}-{seed}{suffix}");
        var model = Path.Combine(folder, name);
        if (!File.Exists(Path.Combine(model, ModelManifest.FileName)))
            await new EncoderTrainer(time).TrainAsync(variant.Apply(recipe) with { Seed = (ulong)seed }, model, null, cancellationToken);
        return model;
    }

    /// <summary>Opens a model of these.</summary>
    public TextEncoder Open(string model, int threads) =>
        TextEncoder.Load(model, new EncoderOptions { Threads = threads, CacheEntries = 0, Device = DeviceChoice.Cpu }, serving, time);
}
